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

  private final CompletableFuture<Reason> asked = new CompletableFuture<>();
  private final CountDownLatch hurry = new CountDownLatch(1);

  void exhausted() {
    asked.complete(Reason.EXHAUSTED);
  }

  void ask() {
    if (!asked.complete(Reason.ASKED)) {
      hurry.countDown();
    }
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
