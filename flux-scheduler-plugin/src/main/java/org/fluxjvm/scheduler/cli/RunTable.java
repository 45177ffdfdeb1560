package org.fluxjvm.scheduler.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxjvm.job.JobId;
import org.fluxjvm.scheduler.control.RunView;

/** Runs as a table. */
final class RunTable {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssX", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Style style;

  RunTable(Style style) {
    this.style = style;
  }

  List<String> lines(List<RunView> runs, int width) {
    TextTable table =
        new TextTable()
            .column("JOB", TextTable.Side.LEFT)
            .column("RUN", TextTable.Side.LEFT)
            .column("DUE", TextTable.Side.LEFT)
            .column("STATE", TextTable.Side.LEFT)
            .column("TRY", TextTable.Side.RIGHT)
            .column("FLUX", TextTable.Side.LEFT)
            .column("REMARK", TextTable.Side.LEFT);
    runs.forEach(run -> table.row(cells(run)));
    return table.lines(width, style);
  }

  private List<Cell> cells(RunView run) {
    return List.of(
        Cell.of(Printable.line(run.job())),
        Cell.of(run.id()),
        Cell.of(time(run.scheduled())),
        new Cell(state(run), tone(run)),
        Cell.of(Integer.toString(run.attempt())),
        run.jobId().map(id -> Cell.of(style.id(JobId.parse(id)))).orElseGet(this::nothing),
        remark(run).map(text -> Cell.of(Printable.line(text))).orElseGet(this::nothing));
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** The outcome says more than that there is one. */
  static String state(RunView run) {
    return run.outcome().orElse(run.state()).toLowerCase(Locale.ROOT);
  }

  static Tone tone(RunView run) {
    return switch (run.outcome().orElse(run.state())) {
      case "COMPLETED" -> Tone.GOOD;
      case "FAILED", "TIMEOUT", "REFUSED" -> Tone.BAD;
      case "UNCERTAIN" -> Tone.ODD;
      case "CANCELED", "ABANDONED" -> Tone.QUIET;
      default -> Tone.BUSY;
    };
  }

  /** What is most of use to know: why it waits, that it is to be cancelled, or how it ended. */
  static Optional<String> remark(RunView run) {
    return run.waiting()
        .or(() -> run.outcome().isPresent() ? Optional.empty() : run.cancelReason())
        .or(run::note);
  }

  private Cell nothing() {
    return new Cell(style.nothing(), Tone.QUIET);
  }
}
