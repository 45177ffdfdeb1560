package org.fluxjvm.scheduler.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An expression in PromQL. Whether it is one, promtool says; here is what it asks for.
 *
 * @param text the expression, which may have variables of Grafana in it
 */
public record Expression(String text) {
  private static final Pattern LABELS =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*\\]");
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w$])([a-zA-Z_:][\\w:]*)\\s*(\\{[^}]*\\}|\\()?");
  private static final Pattern RATED = Pattern.compile("\\b(rate|irate|increase)\\(");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

  /** The time series that it asks for, in its order. */
  public List<Selector> selectors() {
    String bare = LABELS.matcher(RANGE.matcher(text).replaceAll("")).replaceAll("");
    List<Selector> found = new ArrayList<>();
    Matcher name = NAME.matcher(bare);
    while (name.find()) {
      boolean isFunction = "(".equals(name.group(2));
      if (!isFunction && !OPERATORS.contains(name.group(1))) {
        found.add(Selector.of(name.group(1), name.group(2)));
      }
    }
    return found;
  }

  /** What {@code rate} and its like are applied to. */
  List<Selector> rated() {
    List<Selector> found = new ArrayList<>();
    Matcher rated = RATED.matcher(text);
    while (rated.find()) {
      found.add(new Expression(text.substring(rated.end())).selectors().getFirst());
    }
    return found;
  }

  /** The labels that it sorts by. */
  List<String> labels() {
    return LABELS
        .matcher(text)
        .results()
        .flatMap(labels -> Stream.of(labels.group(2).split(",", -1)))
        .map(String::strip)
        .toList();
  }

  /** The same without variables: for all jobs and instances. */
  public Expression over(String rateInterval) {
    return new Expression(
        text.replace("$__rate_interval", rateInterval)
            .replace("$job", ".+")
            .replace("$instance", ".+"));
  }
}
