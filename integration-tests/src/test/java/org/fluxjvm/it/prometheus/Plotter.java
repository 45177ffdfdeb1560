package org.fluxjvm.it.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.fluxjvm.scheduler.monitoring.Dashboard;
import tools.jackson.databind.JsonNode;

/** Asks Prometheus for what a panel shows over a time. */
record Plotter(PrometheusServer prometheus, Instant start, Instant end, Duration step) {
  private static final String RATE_INTERVAL = "20s";
  private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

  Plot plot(Dashboard.Panel panel) {
    List<Plot.Line> lines = new ArrayList<>();
    for (Dashboard.Query query : panel.queries()) {
      String expression = query.expression().over(RATE_INTERVAL).text();
      for (JsonNode series : prometheus.queryRange(expression, start, end, step)) {
        lines.add(new Plot.Line(name(query, series.path("metric")), points(series.path("values"))));
      }
    }
    return new Plot(panel.title(), panel.unit(), start, end, lines);
  }

  /** As Grafana names it; that of a table has no legend, but labels. */
  private static String name(Dashboard.Query query, JsonNode labels) {
    if (query.legend().isEmpty()) {
      return String.join(" ", labels.valueStream().map(label -> label.stringValue("")).toList());
    }
    return LABEL
        .matcher(query.legend())
        .replaceAll(label -> labels.path(label.group(1)).stringValue(""));
  }

  private static List<Plot.Point> points(JsonNode values) {
    return values
        .valueStream()
        .map(
            value ->
                new Plot.Point(
                    Instant.ofEpochMilli((long) (value.path(0).doubleValue() * 1000)),
                    number(value.path(1).stringValue(""))))
        .toList();
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
