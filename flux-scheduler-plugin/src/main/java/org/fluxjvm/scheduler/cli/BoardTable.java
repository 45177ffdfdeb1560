package org.fluxjvm.scheduler.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The board as a table that fits on the terminal. */
final class BoardTable {
  /** An empty line, the titles, the line that tells of what is left out, and the cursor's. */
  private static final int OTHER_LINES = 4;

  private static final Comparator<Board.Row> MOST_ACTIVE_FIRST =
      Comparator.comparing((Board.Row row) -> row.active() == 0)
          .thenComparing(row -> row.unexpected() == 0)
          .thenComparing(row -> row.started().orElse(Instant.EPOCH), Comparator.reverseOrder());

  private final Style style;
  private final Function<String, Optional<Instant>> nextFire;

  /** A table whose last column is when a job fires next, by its name. */
  BoardTable(Style style, Function<String, Optional<Instant>> nextFire) {
    this.style = style;
    this.nextFire = nextFire;
  }

  /** The lines of the table: fewer than the terminal has, none wider. */
  List<String> lines(List<Board.Row> rows, Size size, Instant now) {
    int room = size.rows() - OTHER_LINES;
    if (room < 1) {
      return List.of();
    }
    TextTable table =
        new TextTable()
            .column("JOB", TextTable.Side.LEFT)
            .column("FIRES", TextTable.Side.RIGHT)
            .column("LATEST", TextTable.Side.LEFT)
            .column("STATE", TextTable.Side.LEFT)
            .column("TIME", TextTable.Side.RIGHT)
            .column("NEXT", TextTable.Side.LEFT);
    List<Board.Row> shown = select(rows, room);
    shown.forEach(row -> table.row(cells(row, now)));
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(table.lines(size.columns(), style));
    if (shown.size() < rows.size()) {
      String text = "  and %d more jobs".formatted(rows.size() - shown.size());
      lines.add(style.paint(Tone.QUIET, DisplayWidth.crop(text, size.columns(), style.ellipsis())));
    }
    return lines;
  }

  /** Those in which something goes on, in the order of the file. */
  private static List<Board.Row> select(List<Board.Row> rows, int room) {
    if (rows.size() <= room) {
      return rows;
    }
    Set<Board.Row> kept =
        new HashSet<>(rows.stream().sorted(MOST_ACTIVE_FIRST).limit(room).toList());
    return rows.stream().filter(kept::contains).toList();
  }

  private List<Cell> cells(Board.Row row, Instant now) {
    return List.of(
        Cell.of(row.name()),
        row.fires() == 0 ? nothing() : Cell.of(Integer.toString(row.fires())),
        row.id().map(id -> Cell.of(style.id(id))).orElseGet(this::nothing),
        state(row),
        row.started().map(start -> time(start, row.ended(), now)).orElseGet(this::nothing),
        nextFire.apply(row.name()).map(next -> next(next, now)).orElseGet(this::nothing));
  }

  private Cell state(Board.Row row) {
    if (row.state().isEmpty()) {
      return nothing();
    }
    int others = row.ended().isEmpty() ? row.active() - 1 : row.active();
    return new Cell(row.state() + (others > 0 ? " +" + others : ""), row.tone());
  }

  private static Cell time(Instant started, Optional<Instant> ended, Instant now) {
    return Cell.of(
        ended
            .map(end -> Elapsed.text(Duration.between(started, end)))
            .orElseGet(() -> Elapsed.coarse(Duration.between(started, now))));
  }

  private static Cell next(Instant next, Instant now) {
    return new Cell(
        "in " + Elapsed.coarse(Duration.between(now, next).plusMillis(999)), Tone.QUIET);
  }

  private Cell nothing() {
    return new Cell(style.nothing(), Tone.QUIET);
  }
}
