package org.fluxjvm.scheduler.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * An alert as Prometheus gets it.
 *
 * @param name its name
 * @param expression what has to give a series for it to fire
 * @param labels what its receivers sort it by
 * @param annotations what its receivers read
 */
public record Alert(
    String name,
    Expression expression,
    Map<String, String> labels,
    Map<String, String> annotations) {

  /** Copies the maps. */
  public Alert {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /** All that the program has. */
  public static List<Alert> readAll() {
    Map<String, List<Map<String, Object>>> file = new Yaml().load(Monitoring.text("alerts.yml"));
    List<Alert> alerts = new ArrayList<>();
    for (Map<String, Object> group : file.getOrDefault("groups", List.of())) {
      for (Object rule : (List<?>) group.getOrDefault("rules", List.of())) {
        alerts.add(of((Map<?, ?>) rule));
      }
    }
    return alerts;
  }

  private static Alert of(Map<?, ?> rule) {
    return new Alert(
        String.valueOf(rule.get("alert")),
        new Expression(String.valueOf(rule.get("expr"))),
        texts(rule.get("labels")),
        texts(rule.get("annotations")));
  }

  @SuppressWarnings("unchecked") // what the file has there
  private static Map<String, String> texts(@Nullable Object map) {
    return map == null ? Map.of() : (Map<String, String>) map;
  }
}
