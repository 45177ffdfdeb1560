package org.fluxjvm.scheduler.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxjvm.scheduler.control.JobView;

/** The jobs of a schedule as a table. */
final class JobTable {
  private final Style style;

  JobTable(Style style) {
    this.style = style;
  }

  List<String> lines(List<JobView> jobs, int width) {
    TextTable table =
        new TextTable()
            .column("JOB", TextTable.Side.LEFT)
            .column("FIRES", TextTable.Side.LEFT)
            .column("STATE", TextTable.Side.LEFT)
            .column("NEXT", TextTable.Side.LEFT)
            .column("PREVIOUS", TextTable.Side.LEFT)
            .column("RUNS", TextTable.Side.RIGHT)
            .column("QUEUE", TextTable.Side.LEFT);
    jobs.forEach(job -> table.row(cells(job)));
    return table.lines(width, style);
  }

  private List<Cell> cells(JobView job) {
    return List.of(
        Cell.of(Printable.line(job.name())),
        cell(Optional.of(Printable.line(job.schedule())).filter(text -> !text.isEmpty())),
        new Cell(job.state().name().toLowerCase(Locale.ROOT), tone(job.state())),
        cell(job.next().map(RunTable::time)),
        cell(job.previous().map(RunTable::time)),
        Cell.of(Integer.toString(job.active())),
        cell(job.queue().map(Printable::line)));
  }

  private static Tone tone(JobView.State state) {
    return switch (state) {
      case ACTIVE -> Tone.PLAIN;
      case PAUSED -> Tone.ODD;
      case ERROR -> Tone.BAD;
      case OVER -> Tone.QUIET;
    };
  }

  private Cell cell(Optional<String> text) {
    return text.map(Cell::of).orElseGet(() -> new Cell(style.nothing(), Tone.QUIET));
  }
}
