package org.fluxjvm.scheduler;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.NotSentException;
import org.fluxjvm.job.Following;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobListener;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.ResultFold;
import org.jspecify.annotations.Nullable;

/** Hears of a run's job, and tells it on once the run is to be followed, which may take days. */
final class Watch implements JobListener, AutoCloseable {
  private static final String START = "start";
  private static final String LAST = "clean";

  private final Run run;
  private final RunListeners listeners;
  private final CompletableFuture<JobId> id = new CompletableFuture<>();
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final Unread events = new Unread();
  private volatile @Nullable Following following;
  private volatile @Nullable ResultFold end;

  Watch(Run run, RunListeners listeners) {
    this.run = run;
    this.listeners = listeners;
  }

  /** Sets what tells the events; it may have told some already. */
  void follows(Following source) {
    following = source;
    if (events.haveEnded()) {
      source.close();
    }
  }

  /** The job; fails if the submission does. */
  CompletableFuture<JobId> id() {
    return id;
  }

  boolean isOf(JobId job) {
    return job.equals(id.getNow(null));
  }

  /** No answer to the submission is waited for any longer; it is taken back, if it was not sent. */
  void giveUp() {
    if (id.isDone()) {
      return;
    }
    FluxException late = new FluxException(Errno.ETIMEDOUT, "job-ingest.submit", "no response");
    Following source = following;
    boolean unsent = source != null && source.withdraw();
    onFailure(unsent ? new NotSentException(late) : late);
    close();
  }

  @Override
  public void onId(JobId accepted) {
    id.complete(accepted);
  }

  @Override
  public boolean onEvent(JobEvent event) {
    if (Watches.EVENTS.contains(event.name())) {
      events.add(event);
    }
    boolean last = event.name().equals(LAST);
    if (last) {
      events.end(null);
    }
    return !last;
  }

  @Override
  public void onEnd() {
    events.end(null);
  }

  @Override
  public void onFailure(FluxException failure) {
    id.completeExceptionally(failure);
    events.end(failure);
  }

  /** Begins to tell; what was told of the run already is not told again. */
  void read() {
    events.readBy(new Reader(id.join()));
  }

  private final class Reader implements Consumer<JobEvent> {
    private final ResultFold fold;
    private int read;

    Reader(JobId job) {
      this.fold = new ResultFold(job);
    }

    @Override
    public void accept(JobEvent event) {
      fold.accept(event);
      read++;
      if (read > run.told()) {
        run.tell(event);
        listeners.tell(listener -> listener.onEvent(run, event));
      }
      switch (event.name()) {
        case START -> started.complete(null);
        case LAST -> end = fold;
        default -> {}
      }
    }
  }

  /** Completes when the job has started, or nothing more will be read. */
  CompletableFuture<?> startedOrOver() {
    return CompletableFuture.anyOf(started, over());
  }

  boolean hasStarted() {
    return started.isDone();
  }

  /** Completes when nothing more will be read. */
  CompletableFuture<?> over() {
    return events.over();
  }

  /**
   * How the job ended, once nothing more is read; empty if the log broke off.
   *
   * @throws RuntimeException what ended the reading before
   */
  Optional<JobResult> result() {
    ResultFold last = end;
    if (last != null) {
      return Optional.of(last.result());
    }
    try {
      over().join();
      return Optional.empty();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public void close() {
    events.end(null);
    Following source = following;
    if (source != null) {
      source.close();
    }
  }
}
