package org.fluxjvm.scheduler.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** What one case of promtool's tests expects. */
record AlertCase(String alert, boolean fires) {
  /** Those of all files in a folder. */
  static List<AlertCase> readAll(Path folder) throws IOException {
    List<AlertCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Map<String, Object> tests = new Yaml().load(Files.readString(file));
        for (Object test : list(tests, "tests")) {
          list(test, "alert_rule_test").forEach(expected -> cases.add(of(expected)));
        }
      }
    }
    return cases;
  }

  private static AlertCase of(Object expected) {
    String alert = String.valueOf(((Map<?, ?>) expected).get("alertname"));
    return new AlertCase(alert, !list(expected, "exp_alerts").isEmpty());
  }

  private static List<?> list(Object map, String key) {
    return ((Map<?, ?>) map).get(key) instanceof List<?> found ? found : List.of();
  }
}
