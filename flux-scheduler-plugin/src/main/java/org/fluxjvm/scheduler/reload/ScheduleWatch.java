package org.fluxjvm.scheduler.reload;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fluxjvm.scheduler.schedule.Problem;
import org.fluxjvm.scheduler.schedule.ScheduleFile;
import org.fluxjvm.scheduler.schedule.ScheduleFileException;
import org.fluxjvm.scheduler.schedule.Work;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a schedule file, and the jobspec files that it names, and takes up what has changed once
 * nobody writes to it any more. It looks at the files themselves, again and again: notifications do
 * not come from network file systems, nor through every way in which editors replace a file.
 */
public final class ScheduleWatch implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration SETTLING = Duration.ofMillis(500);

  /** What becomes of a changed file. */
  public interface Listener {
    /**
     * The file is right, and most likely different from the one before.
     *
     * @param file the file
     * @throws Exception if it cannot be taken up now; it is given again at the next look
     */
    void onChanged(ScheduleFile file) throws Exception;

    /**
     * The file is wrong, and nothing has changed; told once for the same mistakes.
     *
     * @param mistakes where and what
     */
    void onBroken(ScheduleFileException mistakes);

    /**
     * The file could not be taken up; told once for each content.
     *
     * @param failure why
     */
    void onFailed(Exception failure);
  }

  private final Path file;
  private final Clock clock;
  private final Function<Duration, CompletableFuture<Void>> after;
  private final Listener listener;

  private List<Path> files;
  private FileState seen;

  /** As it was when it was taken up; null if it may have been changed while it was read. */
  private @Nullable FileState taken;

  /** What was wrong with it when it was read last. */
  private List<Problem> mistakes = List.of();

  private boolean failed;
  private boolean closed;
  private CompletableFuture<Void> next = CompletableFuture.completedFuture(null);

  /**
   * Watches a file from now on. It is taken up once in any case: it may have been changed since it
   * was read.
   *
   * @param known the file as it was read last
   * @param clock the clock with which it is read
   * @param after completes after a while, on any thread
   * @param listener is called on a virtual thread, one call at a time
   */
  public ScheduleWatch(
      ScheduleFile known,
      Clock clock,
      Function<Duration, CompletableFuture<Void>> after,
      Listener listener) {
    this.file = known.file();
    this.clock = clock;
    this.after = after;
    this.listener = listener;
    this.files = files(known);
    this.seen = FileState.of(files);
    await(PERIOD);
  }

  private static List<Path> files(ScheduleFile schedule) {
    List<Path> files = new ArrayList<>(List.of(schedule.file()));
    schedule
        .jobs()
        .forEach(
            job -> {
              if (job.work() instanceof Work.JobspecFile jobspec) {
                files.add(jobspec.file());
              }
            });
    return files.stream().distinct().toList();
  }

  private synchronized void await(Duration pause) {
    if (!closed) {
      next = after.apply(pause);
      CompletableFuture<?> _ =
          next.thenRun(() -> Thread.ofVirtual().name("flux-schedule-watch").start(this::look));
    }
  }

  private void look() {
    Duration pause = PERIOD;
    try {
      pause = settled() ? PERIOD : SETTLING;
    } finally {
      await(pause);
    }
  }

  /** Takes the file up if it is another one; false if it is just being written. */
  private synchronized boolean settled() {
    if (closed) {
      return true;
    }
    FileState now = FileState.of(files);
    boolean equal = now.equals(seen);
    seen = now;
    if (!failed && mistakes.isEmpty() && taken != null && now.hasContentOf(taken)) {
      return true;
    }
    if (equal) {
      take(now);
    }
    return equal;
  }

  /** Takes the file up as it is now, whether it has changed or not. */
  public void lookNow() {
    Thread.ofVirtual().name("flux-schedule-reload").start(this::takeNow);
  }

  private synchronized void takeNow() {
    if (!closed) {
      mistakes = List.of();
      seen = FileState.of(files);
      take(seen);
    }
  }

  private void take(FileState now) {
    boolean told = failed && taken != null && now.hasContentOf(taken);
    taken = now;
    try {
      ScheduleFile schedule = ScheduleFile.read(file, clock);
      mistakes = List.of();
      listener.onChanged(schedule);
      failed = false;
      watch(files(schedule));
    } catch (ScheduleFileException e) {
      failed = false;
      // It is read again at each look: the mistake may be in a file that only this content names.
      if (!e.problems().equals(mistakes)) {
        mistakes = List.copyOf(e.problems());
        listener.onBroken(e);
      }
    } catch (Exception e) { // the store is out of reach, for instance
      failed = true;
      if (!told) {
        listener.onFailed(e);
      }
    }
  }

  private void watch(List<Path> named) {
    if (!named.equals(files)) {
      files = named;
      seen = FileState.of(files);
      taken = null;
    }
  }

  /** Looks no more. A call of the listener that is under way ends before. */
  @Override
  public synchronized void close() {
    closed = true;
    next.cancel(false);
  }
}
