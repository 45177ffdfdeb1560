package org.fluxjvm.scheduler;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobEvent;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way from the event loop, which must not wait, to a reader, who may: kept until
 * there is one, then read in order. Between events no thread waits for the next.
 */
final class Unread {
  private static final int FEW = 4;

  private final Queue<JobEvent> events = new ArrayDeque<>(FEW);
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private @Nullable Consumer<JobEvent> reader;
  private boolean reading;
  private boolean ended;
  private @Nullable FluxException failure;

  /** Adds the next event, unless they have ended. */
  void add(JobEvent event) {
    synchronized (events) {
      if (ended) {
        return;
      }
      events.add(event);
    }
    readOn();
  }

  /** There are no more, because of a failure if there is one; only the first end counts. */
  void end(@Nullable FluxException reason) {
    synchronized (events) {
      if (ended) {
        return;
      }
      ended = true;
      failure = reason;
    }
    readOn();
  }

  boolean haveEnded() {
    synchronized (events) {
      return ended;
    }
  }

  /** Has them read, from the first one on. What a reader throws is the end. */
  void readBy(Consumer<JobEvent> value) {
    synchronized (events) {
      reader = value;
    }
    readOn();
  }

  /** Completes when all have been read, or fails with what they ended by. */
  CompletableFuture<Void> over() {
    return over;
  }

  private void readOn() {
    Consumer<JobEvent> to;
    synchronized (events) {
      to = reader;
      if (to == null || reading || over.isDone()) {
        return;
      }
      reading = true;
    }
    Thread.ofVirtual().name("flux-run-events").start(() -> readAll(to));
  }

  private void readAll(Consumer<JobEvent> to) {
    try {
      for (JobEvent event = next(); event != null; event = next()) {
        to.accept(event);
      }
    } catch (RuntimeException | Error e) {
      end(null);
      over.completeExceptionally(e);
    }
  }

  private @Nullable JobEvent next() {
    synchronized (events) {
      JobEvent event = events.poll();
      reading = event != null;
      if (reading || !ended) {
        return event;
      }
    }
    if (failure == null) {
      over.complete(null);
    } else {
      over.completeExceptionally(failure);
    }
    return null;
  }
}
