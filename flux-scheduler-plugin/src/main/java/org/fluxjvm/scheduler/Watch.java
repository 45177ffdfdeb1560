package org.fluxjvm.scheduler;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.ResultFold;
import org.fluxjvm.rpc.ResponseStream;

/** Reads the event log of a run's job. No thread waits for the events, which may take days. */
final class Watch implements AutoCloseable {
  private static final String START = "start";
  private static final String LAST = "clean";

  private final Run run;
  private final RunListeners listeners;
  private final ResponseStream<JobEvent> events;
  private final ResultFold fold;
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final CompletableFuture<Void> over;
  private int read;
  private volatile boolean complete;

  /** Begins to read; what is told already is not told again. */
  Watch(Run run, JobId job, ResponseStream<JobEvent> events, RunListeners listeners) {
    this.run = run;
    this.listeners = listeners;
    this.events = events;
    this.fold = new ResultFold(job);
    this.over = events.forEachAsync(this::accept);
    CompletableFuture<?> _ = run.detached().thenRun(events::close);
  }

  private void accept(JobEvent event) {
    if (complete) {
      return;
    }
    fold.accept(event);
    read++;
    if (read > run.told()) {
      run.tell(event);
      listeners.tell(listener -> listener.onEvent(run, event));
    }
    switch (event.name()) {
      case START -> started.complete(null);
      case LAST -> {
        complete = true;
        events.close();
      }
      default -> {}
    }
  }

  /** Completes when the job has started, or nothing more will be read. */
  CompletableFuture<?> startedOrOver() {
    return CompletableFuture.anyOf(started, over);
  }

  boolean hasStarted() {
    return started.isDone();
  }

  /** Completes when nothing more will be read. */
  CompletableFuture<?> over() {
    return over;
  }

  /**
   * How the job ended, once nothing more is read; empty if the log broke off.
   *
   * @throws RuntimeException what ended the reading before
   */
  Optional<JobResult> result() {
    if (complete) {
      return Optional.of(fold.result());
    }
    try {
      over.join();
      return Optional.empty();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public void close() {
    events.close();
  }
}
