package org.fluxjvm.scheduler.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fluxjvm.scheduler.schedule.Expect;

/** One row to a job: what became of its fires. */
final class SummaryTable {
  private static final List<String> ALWAYS = List.of("completed", "failed");
  private static final List<String> SELDOM = List.of("canceled", "timeout", "refused", "uncertain");

  private final List<Roster.Job> jobs;
  private final Map<String, Tally> tallies;
  private final Style style;

  SummaryTable(List<Roster.Job> jobs, Map<String, Tally> tallies, Style style) {
    this.jobs = jobs;
    this.tallies = tallies;
    this.style = style;
  }

  List<String> lines(int width) {
    List<String> words = new ArrayList<>(ALWAYS);
    SELDOM.stream().filter(this::occurs).forEach(words::add);
    TextTable table =
        new TextTable().column("JOB", TextTable.Side.LEFT).column("FIRES", TextTable.Side.RIGHT);
    words.forEach(word -> table.column(word.toUpperCase(Locale.ROOT), TextTable.Side.RIGHT));
    table
        .column("MEAN WAIT", TextTable.Side.RIGHT)
        .column("MEAN RUN", TextTable.Side.RIGHT)
        .column("AS EXPECTED", TextTable.Side.LEFT);
    jobs.forEach(job -> table.row(row(job, tally(job), words)));
    return table.lines(width, style);
  }

  private Tally tally(Roster.Job job) {
    return tallies.getOrDefault(job.name(), new Tally());
  }

  private boolean occurs(String word) {
    return tallies.values().stream().anyMatch(tally -> tally.count(word) > 0);
  }

  private List<Cell> row(Roster.Job job, Tally tally, List<String> words) {
    List<Cell> row = new ArrayList<>();
    row.add(Cell.of(job.name()));
    row.add(Cell.of(Integer.toString(tally.fires())));
    words.forEach(word -> row.add(number(tally.count(word))));
    row.add(time(tally.meanWait()));
    row.add(time(tally.meanDuration()));
    row.add(expected(job, tally));
    return row;
  }

  private Cell number(int count) {
    return count == 0 ? nothing() : Cell.of(Integer.toString(count));
  }

  private Cell time(Optional<Duration> time) {
    return time.map(value -> Cell.of(Elapsed.text(value))).orElseGet(this::nothing);
  }

  private Cell nothing() {
    return new Cell(style.nothing(), Tone.QUIET);
  }

  private Cell expected(Roster.Job job, Tally tally) {
    int unexpected = tally.count(Verdict.UNEXPECTED);
    if (unexpected > 0) {
      String should = job.expect() == Expect.FAILED ? "fail" : "complete";
      return new Cell("no, %d should %s".formatted(unexpected, should), Tone.BAD);
    }
    if (tally.count(Verdict.AS_EXPECTED) > 0) {
      return new Cell(job.expect() == Expect.FAILED ? "yes, it should fail" : "yes", Tone.GOOD);
    }
    return tally.count(Verdict.STOPPED) > 0 ? new Cell("stopped", Tone.QUIET) : nothing();
  }
}
