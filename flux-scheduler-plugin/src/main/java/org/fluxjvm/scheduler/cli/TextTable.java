package org.fluxjvm.scheduler.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells in columns as wide as they need to be. */
final class TextTable {
  private static final String GAP = "  ";

  /** To which side a column keeps. */
  enum Side {
    LEFT,
    RIGHT
  }

  private record Column(String title, Side side) {}

  private final List<Column> columns = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();

  TextTable column(String title, Side side) {
    columns.add(new Column(title, side));
    return this;
  }

  TextTable row(List<Cell> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(cells.size() + " cells in " + columns.size() + " columns");
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /**
   * The title and the rows.
   *
   * @param width the columns that there are on the terminal: the first column gives way, then the
   *     ends of lines are cut
   * @param style how they are shown
   * @return one text for each line
   */
  List<String> lines(int width, Style style) {
    List<Cell> titles =
        columns.stream().map(column -> new Cell(column.title(), Tone.QUIET)).toList();
    int[] widths = widths(titles, width);
    List<String> lines = new ArrayList<>();
    lines.add(line(titles, widths, width, style));
    rows.forEach(row -> lines.add(line(row, widths, width, style)));
    return lines;
  }

  private int[] widths(List<Cell> titles, int width) {
    int[] widths = new int[columns.size()];
    int total = GAP.length() * columns.size();
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] =
          Math.max(
              titles.get(i).width(),
              rows.stream().mapToInt(row -> row.get(column).width()).max().orElse(0));
      total += widths[i];
    }
    if (total > width) {
      widths[0] = Math.max(titles.getFirst().width(), widths[0] - (total - width));
    }
    return widths;
  }

  private String line(List<Cell> cells, int[] widths, int width, Style style) {
    StringBuilder line = new StringBuilder();
    int used = 0;
    String pending = "";
    for (int i = 0; i < cells.size(); i++) {
      int room = Math.min(widths[i], width - used - GAP.length());
      if (room <= 0) {
        break;
      }
      Cell cell = cells.get(i);
      String text = DisplayWidth.crop(cell.text(), room, style.ellipsis());
      String space = " ".repeat(room - DisplayWidth.of(text));
      boolean left = columns.get(i).side() == Side.LEFT;
      line.append(pending).append(GAP).append(left ? "" : space);
      line.append(style.paint(cell.tone(), text));
      pending = left ? space : ""; // a line has no spaces at its end
      used += GAP.length() + room;
    }
    return line.toString();
  }
}
