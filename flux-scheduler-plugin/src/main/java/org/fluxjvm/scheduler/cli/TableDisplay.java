package org.fluxjvm.scheduler.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.scheduler.Attempt;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunListener;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.control.JobNames;

/** A table of the jobs that is kept up to date, and above it the ends of the runs. */
final class TableDisplay implements Display {
  /** No more than ten frames a second. */
  private static final Duration FRAME = Duration.ofMillis(100);

  /** Times on the table count on also when nothing happens. */
  private static final Duration TICK = Duration.ofSeconds(1);

  private static final String INDENT = "      ";

  private final PrintStream out;
  private final Style style;
  private final Supplier<Optional<Size>> size;
  private final InstantSource clock;
  private final DateTimeFormatter time;
  private final EndLines ends;
  private final Board board;
  private final BoardTable table;
  private final int nameWidth;
  private final LiveRegion region = new LiveRegion();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<String> above = new ArrayList<>();
  private boolean dirty = true;
  private boolean closed;
  private final Thread painter;

  TableDisplay(
      PrintStream out,
      Style style,
      Supplier<Optional<Size>> size,
      InstantSource clock,
      Roster roster,
      EndLines ends,
      BoardTable table) {
    this.out = out;
    this.style = style;
    this.size = size;
    this.clock = clock;
    this.time =
        DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
    this.ends = ends;
    this.board = new Board(roster, ends, clock);
    this.table = table;
    this.nameWidth = roster.nameWidth();
    this.painter = Thread.ofPlatform().name("flux-scheduler-display").daemon().start(this::paint);
  }

  @Override
  public void onStarted(Run run) {
    change(listener -> listener.onStarted(run), List.of());
  }

  @Override
  public void onSubmitted(Run run, Duration latency) {
    change(listener -> listener.onSubmitted(run, latency), List.of());
  }

  @Override
  public void onEvent(Run run, JobEvent event) {
    change(listener -> listener.onEvent(run, event), List.of());
  }

  @Override
  public void onRepeated(Run run, Attempt next, String reason) {
    change(listener -> listener.onRepeated(run, next, reason), List.of());
  }

  @Override
  public void onFinished(Run run, RunResult result) {
    change(listener -> listener.onFinished(run, result), end(run, result));
  }

  @Override
  public void say(String line) {
    change(listener -> {}, List.of(line));
  }

  private void change(Consumer<RunListener> change, List<String> lines) {
    lock.lock();
    try {
      change.accept(board);
      above.addAll(lines);
      dirty = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private List<String> end(Run run, RunResult result) {
    Verdict verdict = ends.verdict(run, result);
    String name = JobNames.shown(run.request().job());
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s %s  %s  %s%s"
            .formatted(
                style.paint(Tone.QUIET, time.format(clock.instant())),
                style.paint(verdict.tone(), verdict.sign(style)),
                name + " ".repeat(Math.max(0, nameWidth - DisplayWidth.of(name))),
                run.jobId().map(style::id).orElse(style.nothing()),
                style.paint(verdict.tone(), result.word()),
                detail(run, result)));
    ends.details(run, result)
        .forEach(detail -> lines.add(INDENT + style.paint(Tone.QUIET, detail)));
    return lines;
  }

  private String detail(Run run, RunResult result) {
    String detail = ends.detail(run, result);
    return detail.isEmpty() ? "" : (result.isSuccess() ? " " : ", ") + detail;
  }

  private void paint() {
    lock.lock();
    try {
      write(LiveRegion.HIDE_CURSOR);
      while (!closed) {
        drawFrame();
        await(FRAME, () -> closed);
        await(TICK.minus(FRAME), () -> closed || dirty);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does: close() asks for the end
    } finally {
      lock.unlock();
    }
  }

  private void await(Duration limit, BooleanSupplier condition) throws InterruptedException {
    long left = limit.toNanos();
    while (left > 0 && !condition.getAsBoolean()) {
      left = changed.awaitNanos(left);
    }
  }

  private void drawFrame() {
    Size terminal = size.get().orElse(Size.USUAL);
    Instant now = clock.instant();
    draw(table.lines(board.rows(), terminal, now), terminal);
  }

  private void draw(List<String> live, Size terminal) {
    List<String> lines = above;
    above = new ArrayList<>();
    dirty = false;
    write(region.frame(lines, live, terminal.columns()));
  }

  private void write(String text) {
    out.print(text);
    out.flush();
  }

  /** Takes the table away, and shows what was still to be said. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      changed.signalAll();
      draw(List.of(), size.get().orElse(Size.USUAL));
      write(LiveRegion.SHOW_CURSOR);
    } finally {
      lock.unlock();
    }
    try {
      painter.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
