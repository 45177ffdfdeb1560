package org.fluxjvm.scheduler.monitoring;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Time series of one name.
 *
 * @param name the name in Prometheus
 * @param matchers what their labels have to be
 */
public record Selector(String name, List<Label> matchers) {
  private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

  /** Copies the matchers. */
  public Selector {
    matchers = List.copyOf(matchers);
  }

  /** What a label has to be: {@code operator} is one of PromQL's four. */
  record Label(String key, String operator, String value) {
    /** The values that it names, of those that are joined by bars. */
    List<String> values() {
      return List.of(value.split("\\|", -1));
    }

    @Override
    public String toString() {
      return "%s%s\"%s\"".formatted(key, operator, value);
    }
  }

  static Selector of(String name, @Nullable String braces) {
    return new Selector(
        name,
        LABEL
            .matcher(braces == null ? "" : braces)
            .results()
            .map(label -> new Label(label.group(1), label.group(2), label.group(3)))
            .toList());
  }

  /** As PromQL has it. */
  @Override
  public String toString() {
    return name + "{" + String.join(", ", matchers.stream().map(Label::toString).toList()) + "}";
  }
}
