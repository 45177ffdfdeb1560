package org.fluxjvm.scheduler.cli;

import java.util.List;

/**
 * The last lines of a terminal, drawn again and again in place; what is to stay is written above.
 *
 * <p>Each frame is one text, overwrites line by line and clears only what is left over: a terminal
 * that is slow does not flicker.
 */
final class LiveRegion {
  private static final String CLEAR_LINE = "\u001b[K\n";
  private static final String CLEAR_BELOW = "\u001b[J";
  static final String HIDE_CURSOR = "\u001b[?25l";
  static final String SHOW_CURSOR = "\u001b[?25h";

  private List<Integer> drawn = List.of();

  /**
   * The text that replaces the lines of the frame before.
   *
   * @param above lines to stay
   * @param live lines until the next frame, none wider than the terminal
   * @param columns the width of the terminal
   */
  String frame(List<String> above, List<String> live, int columns) {
    StringBuilder text = new StringBuilder("\r");
    int height = height(columns);
    if (height > 0) {
      text.append("\u001b[%dA".formatted(height));
    }
    above.forEach(line -> text.append(line).append(CLEAR_LINE));
    live.forEach(line -> text.append(line).append(CLEAR_LINE));
    drawn = live.stream().map(LiveRegion::width).toList();
    return text.append(CLEAR_BELOW).toString();
  }

  /** A terminal that was made narrower has wrapped what was drawn on it. */
  private int height(int columns) {
    return drawn.stream().mapToInt(width -> Math.max(1, Math.ceilDiv(width, columns))).sum();
  }

  private static int width(String line) {
    return DisplayWidth.of(line.replaceAll("\u001b\\[[0-9;]*m", ""));
  }
}
