package org.fluxjvm.metrics;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Says whether a program is alive ({@code /live}: it answers) and ready ({@code /ready}: all
 * conditions are met; 503 if not). Mount it at {@code /health}.
 */
public final class HealthHandler extends PageHandler {
  private final Supplier<? extends List<ReadinessCondition>> conditions;

  /**
   * Makes a handler.
   *
   * @param conditions asked at each request for readiness; must not block
   */
  public HealthHandler(Supplier<? extends List<ReadinessCondition>> conditions) {
    this.conditions = conditions;
  }

  @Override
  Page page(String path, Headers request) {
    return switch (path) {
      case "/live" -> Page.text(200, "alive");
      case "/ready" -> ready(conditions.get());
      default -> Page.text(404, "there is nothing here; ask for live or ready");
    };
  }

  private static Page ready(List<ReadinessCondition> conditions) {
    boolean ready = conditions.stream().allMatch(ReadinessCondition::met);
    String lines =
        conditions.stream()
            .map(c -> "\n" + (c.met() ? "ok    " : "wrong ") + line(c.name() + ": " + c.detail()))
            .collect(Collectors.joining());
    return Page.text(ready ? 200 : 503, (ready ? "ready" : "not ready") + lines);
  }

  private static String line(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
