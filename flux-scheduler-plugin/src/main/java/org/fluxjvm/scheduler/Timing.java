package org.fluxjvm.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The time, and the waiting for it. Nothing in this package asks a clock otherwise, or sleeps. */
public interface Timing {
  /**
   * The time.
   *
   * @return now
   */
  Instant now();

  /**
   * Waits.
   *
   * @param pause how long
   * @return completes after it, on any thread; whoever has no more use for it may cancel it
   */
  CompletableFuture<Void> after(Duration pause);

  /**
   * The time of this machine.
   *
   * @return a timing
   */
  static Timing system() {
    return of(InstantSource.system());
  }

  /**
   * A clock of one's own, with waits by this machine's.
   *
   * @param clock tells the time
   * @return a timing
   */
  static Timing of(InstantSource clock) {
    return new Timing() {
      @Override
      public Instant now() {
        return clock.instant();
      }

      @Override
      public CompletableFuture<Void> after(Duration pause) {
        return new CompletableFuture<Void>()
            .completeOnTimeout(null, pause.toNanos(), TimeUnit.NANOSECONDS);
      }
    };
  }
}
