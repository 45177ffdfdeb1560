package org.fluxjvm.it.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A panel as a picture: lines over time, in plain SVG.
 *
 * @param title what it shows
 * @param unit what its values are, in Grafana's words
 * @param start the time of the left edge
 * @param end the time of the right edge
 * @param lines what is drawn
 */
record Plot(String title, String unit, Instant start, Instant end, List<Line> lines) {
  static final int WIDTH = 400;
  static final int HEIGHT = 250;

  private static final int LEFT = 52;
  private static final int TOP = 28;
  private static final int PLOT_WIDTH = WIDTH - LEFT - 12;
  private static final int PLOT_HEIGHT = 138;
  private static final int LEGEND = TOP + PLOT_HEIGHT + 30;
  private static final int LEGEND_ROWS = 4;
  private static final List<String> COLOURS =
      List.of(
          "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f",
          "#bcbd22", "#17becf");

  /** The highest lines first, so that the legend has them if it has not all. */
  Plot {
    lines = lines.stream().sorted(Comparator.comparingDouble(Line::highest).reversed()).toList();
  }

  /** A time series with its name. */
  record Line(String name, List<Point> points) {
    double highest() {
      return points.stream()
          .mapToDouble(Point::value)
          .filter(Double::isFinite)
          .max()
          .orElse(Double.NEGATIVE_INFINITY);
    }
  }

  /** A value at a time. */
  record Point(Instant time, double value) {}

  /** The picture as a group whose upper left corner is at a place. */
  String at(int x, int y) {
    Scale scale = Scale.around(lines, !unit.equals("dateTimeAsIso"));
    StringBuilder svg =
        new StringBuilder("<g transform=\"translate(%d,%d)\">\n".formatted(x, y))
            .append(text(10, 16, "title", title));
    for (double tick : scale.ticks()) {
      int height = y(scale, tick);
      svg.append(
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>\n"
                  .formatted(LEFT, LEFT + PLOT_WIDTH, height, height))
          .append(text(LEFT - 4, height + 3, "y", Values.text(tick, unit)));
    }
    long minutes = Duration.between(start, end).toMinutes();
    for (long minute = 0; minute <= minutes; minute++) {
      int place = x(start.plus(Duration.ofMinutes(minute)));
      svg.append(text(place, TOP + PLOT_HEIGHT + 13, "x", minute + " min"));
    }
    for (int i = 0; i < lines.size(); i++) {
      svg.append(line(scale, lines.get(i), COLOURS.get(i % COLOURS.size())));
    }
    return svg.append(legend()).append("</g>\n").toString();
  }

  private String line(Scale scale, Line line, String colour) {
    StringBuilder points = new StringBuilder();
    for (Point point : line.points()) {
      if (Double.isFinite(point.value())) {
        points.append("%d,%d ".formatted(x(point.time()), y(scale, point.value())));
      }
    }
    return "<polyline stroke=\"%s\" points=\"%s\"/>\n".formatted(colour, points.toString().strip());
  }

  private String legend() {
    StringBuilder svg = new StringBuilder();
    boolean isNamed = lines.stream().anyMatch(line -> !line.name().isEmpty());
    int shown = isNamed ? Math.min(lines.size(), 2 * LEGEND_ROWS) : 0;
    for (int i = 0; i < shown; i++) {
      int left = 10 + i % 2 * (WIDTH / 2);
      int top = LEGEND + i / 2 * 13;
      boolean isRest = i == shown - 1 && shown < lines.size();
      String name = isRest ? "and %d more".formatted(lines.size() - i) : lines.get(i).name();
      svg.append(
              "<rect x=\"%d\" y=\"%d\" width=\"8\" height=\"3\" fill=\"%s\"/>\n"
                  .formatted(left, top - 4, COLOURS.get(i % COLOURS.size())))
          .append(text(left + 12, top, "name", name));
    }
    return svg.toString();
  }

  private static String text(int x, int y, String kind, String text) {
    return "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n"
        .formatted(kind, x, y, text.replace("&", "&amp;").replace("<", "&lt;"));
  }

  private int x(Instant time) {
    double share =
        Duration.between(start, time).toMillis() / (double) Duration.between(start, end).toMillis();
    return (int) Math.round(LEFT + share * PLOT_WIDTH);
  }

  private static int y(Scale scale, double value) {
    return (int) Math.round(TOP + PLOT_HEIGHT * (1 - scale.share(value)));
  }

  /** The range of values that a picture shows. */
  private record Scale(double low, double high) {
    static Scale around(List<Line> lines, boolean withZero) {
      double[] values =
          lines.stream()
              .flatMap(line -> line.points().stream())
              .mapToDouble(Point::value)
              .filter(Double::isFinite)
              .sorted()
              .toArray();
      double low = values.length == 0 ? 0 : values[0];
      double high = values.length == 0 ? 0 : values[values.length - 1];
      if (withZero) {
        low = Math.min(0, low);
        high = Math.max(0, high);
      }
      return high > low
          ? new Scale(low, low + (high - low) * (high > 0 ? 1.08 : 1))
          : new Scale(low, low + 1);
    }

    double share(double value) {
      return (value - low) / (high - low);
    }

    double[] ticks() {
      return new double[] {low, (low + high) / 2, high};
    }
  }
}
