package org.fluxjvm.scheduler.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobState;
import org.fluxjvm.scheduler.Attempt;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.control.JobNames;

/** One line for each state that a run reaches: time in UTC, job, job id, state, detail. */
final class LineDisplay implements Display {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int ID_WIDTH = 12;
  private static final int STATE_WIDTH = 9;
  private static final Duration LATE = Duration.ofSeconds(1);
  private static final String INDENT = "    ";

  private final PrintStream out;
  private final Style style;
  private final InstantSource clock;
  private final EndLines ends;
  private final int nameWidth;
  private final Progress progress = new Progress();

  LineDisplay(PrintStream out, Style style, InstantSource clock, Roster roster, EndLines ends) {
    this.out = out;
    this.style = style;
    this.clock = clock;
    this.ends = ends;
    this.nameWidth = roster.nameWidth();
  }

  @Override
  public synchronized void onStarted(Run run) {
    Instant due = run.key().scheduled();
    Duration late = Duration.between(due, run.started());
    line(run, "fired", late.compareTo(LATE) < 0 ? "" : "due at " + TIME.format(due));
  }

  @Override
  public synchronized void onEvent(Run run, JobEvent event) {
    Optional<JobState> reached = progress.after(run, event);
    JobState state = reached.orElse(run.state());
    if (state != JobState.INACTIVE && (reached.isPresent() || event.name().equals("exception"))) {
      line(run, state.name().toLowerCase(Locale.ROOT), EventText.of(event));
    }
  }

  @Override
  public synchronized void onRepeated(Run run, Attempt next, String reason) {
    progress.forget(run);
    line(run, "again", Printable.line(reason));
  }

  @Override
  public synchronized void onFinished(Run run, RunResult result) {
    progress.forget(run);
    StringBuilder text = new StringBuilder(text(run, result.word(), ends.detail(run, result)));
    ends.details(run, result)
        .forEach(detail -> text.append(System.lineSeparator()).append(INDENT).append(detail));
    print(text.toString());
  }

  private void line(Run run, String state, String detail) {
    print(text(run, state, detail));
  }

  private String text(Run run, String state, String detail) {
    String name = JobNames.shown(run.request().job());
    return "%s  %s  %s  %s  %s"
        .formatted(
            TIME.format(clock.instant()),
            padded(name, nameWidth),
            padded(run.jobId().map(this::id).orElse(style.nothing()), ID_WIDTH),
            padded(state, STATE_WIDTH),
            detail)
        .stripTrailing();
  }

  private String id(JobId id) {
    return style.id(id);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - DisplayWidth.of(text)));
  }

  @Override
  public synchronized void say(String line) {
    print(line);
  }

  private void print(String text) {
    out.println(text);
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
