package org.fluxjvm.scheduler.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The wish that the program ends. The latest one counts; only a signal, which somebody gives again
 * because the end takes too long for him, can want it at once.
 */
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

  /**
   * What is wanted.
   *
   * @param how what becomes of the runs under way
   * @param atOnce whether nothing is waited for any more
   */
  record Wish(How how, boolean atOnce) {}

  /** What becomes of the runs under way. */
  enum How {
    /** They have a while to end, and are cancelled then. */
    GRACE,
    /** They have all the time that they need. */
    DRAIN,
    /** They go on in Flux without this program. */
    DETACH
  }

  private static final Wish CALM = new Wish(How.GRACE, false);

  private final CompletableFuture<Reason> asked = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Wish wish = CALM;

  void exhausted() {
    asked.complete(Reason.EXHAUSTED);
  }

  /** A command: asks for the end, or for another one than that which was asked for before. */
  void ask(How how) {
    want(how, false);
  }

  /** A signal: asks for the end, and if the program is ending already, for it to be at once. */
  void signal(How how) {
    want(how, asked.isDone());
  }

  private void want(How how, boolean atOnce) {
    lock.lock();
    try {
      wish = new Wish(how, atOnce);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    asked.complete(Reason.ASKED);
  }

  /** What was wanted last. */
  Wish wish() {
    lock.lock();
    try {
      return wish;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the program should end, but not longer than so many seconds. */
  Reason await(Duration limit) {
    return asked.completeOnTimeout(Reason.TIME_UP, limit.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Waits until something else is wanted, but not longer than so. */
  void awaitOther(Wish known, Duration limit) {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (left > 0 && wish.equals(known)) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      wish = new Wish(wish.how(), true);
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
