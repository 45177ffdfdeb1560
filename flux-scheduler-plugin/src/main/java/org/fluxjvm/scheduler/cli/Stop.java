package org.fluxjvm.scheduler.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wish that the program ends: made once, to be granted calmly; made twice, at once. */
final class Stop {
  /** Why a program ends. */
  enum Reason {
    /** No job fires again, and no run is under way. */
    EXHAUSTED,
    /** The time is up that the program was given. */
    TIME_UP,
    /** Somebody wants it. */
    ASKED
  }

  /** What becomes of the runs under way. */
  enum How {
    /** They have a while to end, and are cancelled then. */
    GRACE,
    /** They have all the time that they need. */
    DRAIN,
    /** They go on in Flux without this program. */
    DETACH
  }

  private volatile How how = How.GRACE;
  private final CompletableFuture<Reason> asked = new CompletableFuture<>();
  private final CountDownLatch hurry = new CountDownLatch(1);

  void exhausted() {
    asked.complete(Reason.EXHAUSTED);
  }

  /** Asks for the end, and if that was asked for before, for it to be at once. */
  void ask(How wanted) {
    how = wanted;
    if (!asked.complete(Reason.ASKED)) {
      hurry.countDown();
    }
  }

  /** How the end was asked for last. */
  How how() {
    return how;
  }

  /** Waits until the program should end, but not longer than so many seconds. */
  Reason await(Duration limit) {
    return asked.completeOnTimeout(Reason.TIME_UP, limit.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Waits until the end is wanted at once. */
  boolean awaitHurry(Duration limit) {
    try {
      return hurry.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
