package org.fluxjvm.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;

/**
 * How the thread of a run waits: for an answer, or for time to pass. Every wait ends when the
 * scheduler detaches from the run.
 */
final class Patience {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** When an answer is so late that people should know. */
  private static final Duration LATE = Duration.ofSeconds(1);

  private final Run run;
  private final Timing timing;
  private final Backoff steps = new Backoff();

  Patience(Run run, Timing timing) {
    this.run = run;
    this.timing = timing;
  }

  Instant now() {
    return timing.now();
  }

  /**
   * Waits for Flux' answer; what it fails with is thrown as it is. A handle whose broker is gone
   * keeps a request for a while, and the run says meanwhile what it waits for.
   */
  <T> T await(CompletableFuture<T> answer) throws DetachedException {
    CompletableFuture<Void> late = timing.after(LATE);
    CompletableFuture<Void> told = late.thenRun(() -> run.waitFor("Flux does not answer"));
    try {
      return join(answer);
    } finally {
      told.cancel(false);
      late.cancel(false);
    }
  }

  /**
   * The same for an answer that has to come in time; what is done otherwise has it fail. As with
   * the limits of a handle, the time is that of this machine.
   */
  <T> T await(CompletableFuture<T> answer, Duration limit, Runnable otherwise)
      throws DetachedException {
    CompletableFuture<Void> end = Timing.system().after(limit);
    CompletableFuture<Void> givenUp = end.thenRun(otherwise);
    try {
      return await(answer);
    } finally {
      givenUp.cancel(false);
      end.cancel(false);
    }
  }

  private <T> T join(CompletableFuture<T> answer) throws DetachedException {
    try {
      CompletableFuture.anyOf(answer, run.detached()).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
    if (!answer.isDone()) {
      throw new DetachedException();
    }
    return answer.join();
  }

  /**
   * Waits for a limit, or until the run is cancelled. The time is that of a ledger, whose clock may
   * be far from this one's: it is asked again soon in any case.
   */
  void forLimit(Instant retryAt) throws DetachedException {
    Instant now = timing.now();
    Instant soonest = now.plus(SHORTEST);
    Instant latest = now.plus(LONGEST);
    until(retryAt.isBefore(soonest) ? soonest : retryAt.isAfter(latest) ? latest : retryAt);
  }

  /** Waits until a time, or until the run is cancelled. */
  void until(Instant time) throws DetachedException {
    Instant now = timing.now();
    if (time.isAfter(now)) {
      CompletableFuture<Void> timer = timing.after(Duration.between(now, time));
      pause(timer, CompletableFuture.anyOf(timer, run.cancelled()));
    }
  }

  /** Waits a little after a step that has to be made again: longer each time. */
  void afterFailure(String reason) throws DetachedException {
    steps.pause(reason);
  }

  /** The run has come further. */
  void progressed() {
    steps.failures = 0;
  }

  /** Something has answered. */
  void answered() {
    run.waitForNothing();
  }

  /** For something that is tried again and again, whatever else goes well meanwhile. */
  Backoff backoff() {
    return new Backoff();
  }

  /** Pauses that grow. */
  final class Backoff {
    private int failures;

    /** Waits a little, longer after each failure. */
    void pause(String reason) throws DetachedException {
      failures++;
      run.waitFor(reason);
      Duration rest = RetryPolicy.rest(SHORTEST, failures, RandomGenerator.getDefault());
      CompletableFuture<Void> timer = timing.after(rest.compareTo(LONGEST) < 0 ? rest : LONGEST);
      Patience.this.pause(timer, timer);
    }
  }

  private void pause(CompletableFuture<Void> timer, CompletableFuture<?> end)
      throws DetachedException {
    try {
      join(end);
    } finally {
      timer.cancel(false);
    }
  }
}
