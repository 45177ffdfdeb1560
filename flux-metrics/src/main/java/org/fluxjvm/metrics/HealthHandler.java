package org.fluxjvm.metrics;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Says whether a program is alive ({@code /live}) and ready ({@code /ready}): all conditions are
 * met, or it answers with the status 503. Mount it at {@code /health}.
 */
public final class HealthHandler extends PageHandler {
  private final Supplier<? extends List<ReadinessCondition>> live;
  private final Supplier<? extends List<ReadinessCondition>> ready;

  /**
   * Makes a handler for a program that is alive as long as it answers.
   *
   * @param ready asked at each request for readiness; must not block
   */
  public HealthHandler(Supplier<? extends List<ReadinessCondition>> ready) {
    this(List::of, ready);
  }

  /**
   * Makes a handler.
   *
   * @param live what must hold for a program that need not be started again; asked at each request,
   *     and must not block
   * @param ready what must hold for one that does its work; asked likewise
   */
  public HealthHandler(
      Supplier<? extends List<ReadinessCondition>> live,
      Supplier<? extends List<ReadinessCondition>> ready) {
    this.live = live;
    this.ready = ready;
  }

  @Override
  Page page(String path, Headers request) {
    return switch (path) {
      case "/live" -> page("alive", live.get());
      case "/ready" -> page("ready", ready.get());
      default -> Page.text(404, "there is nothing here; ask for live or ready");
    };
  }

  private static Page page(String word, List<ReadinessCondition> conditions) {
    boolean met = conditions.stream().allMatch(ReadinessCondition::met);
    String lines =
        conditions.stream()
            .map(c -> "\n" + (c.met() ? "ok    " : "wrong ") + line(c.name() + ": " + c.detail()))
            .collect(Collectors.joining());
    return Page.text(met ? 200 : 503, (met ? word : "not " + word) + lines);
  }

  private static String line(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
