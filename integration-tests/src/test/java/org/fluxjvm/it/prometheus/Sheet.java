package org.fluxjvm.it.prometheus;

import java.util.List;

/** A row of the dashboard as a picture: its panels beside and below each other. */
final class Sheet {
  private static final int COLUMNS = 3;
  private static final String STYLE =
      """
      <style>
      text { font: 10px sans-serif; fill: #444 }
      .title { font-weight: bold; font-size: 12px; fill: #111 }
      .x { text-anchor: middle } .y { text-anchor: end }
      .grid { stroke: #ddd }
      polyline { fill: none; stroke-width: 1.5 }
      </style>
      """;

  private Sheet() {}

  static String svg(List<Plot> plots) {
    int columns = Math.min(COLUMNS, plots.size());
    int rows = (plots.size() + columns - 1) / columns;
    int width = columns * Plot.WIDTH;
    int height = rows * Plot.HEIGHT;
    StringBuilder svg =
        new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">\n"
                    .formatted(width, height))
            .append(STYLE)
            .append("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n".formatted(width, height));
    for (int i = 0; i < plots.size(); i++) {
      svg.append(plots.get(i).at(i % columns * Plot.WIDTH, i / columns * Plot.HEIGHT));
    }
    return svg.append("</svg>\n").toString();
  }
}
