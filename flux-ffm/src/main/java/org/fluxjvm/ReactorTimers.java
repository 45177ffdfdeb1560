package org.fluxjvm;

import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** The timers of a reactor, by the time that they are due. */
final class ReactorTimers {
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final Runnable check;

  /**
   * Starts with none.
   *
   * @param check throws on a thread that is not the reactor's
   */
  ReactorTimers(Runnable check) {
    this.check = check;
  }

  FluxReactor.Watcher add(long after, long every, Runnable callback) {
    Timer timer = new Timer(dueAfter(after), every, callback);
    timers.add(timer);
    return timer;
  }

  /** At most half of what the clock can tell apart, so that timers stay in order. */
  private static long dueAfter(long nanos) {
    return System.nanoTime() + Math.min(nanos, Long.MAX_VALUE / 2);
  }

  int size() {
    return timers.size();
  }

  void clear() {
    timers.clear();
  }

  /** How many nanoseconds until the next is due, at most this many. */
  long untilNext(long limit) {
    Timer first = timers.peek();
    return first == null ? limit : Math.min(limit, Math.max(first.due - System.nanoTime(), 0));
  }

  void runDue(BooleanSupplier goesOn) {
    long now = System.nanoTime();
    Timer first = timers.peek();
    while (first != null && first.due - now <= 0 && goesOn.getAsBoolean()) {
      timers.remove();
      if (first.every > 0) {
        first.due = dueAfter(first.every);
        timers.add(first);
      }
      ReactorLoop.call(first.callback);
      first = timers.peek();
    }
  }

  private final class Timer implements FluxReactor.Watcher, Comparable<Timer> {
    private long due;
    private final long every;
    private final Runnable callback;

    Timer(long due, long every, Runnable callback) {
      this.due = due;
      this.every = every;
      this.callback = callback;
    }

    @Override
    public int compareTo(Timer other) {
      return Long.signum(due - other.due); // the clock may overflow
    }

    @Override
    public void close() {
      check.run();
      timers.remove(this);
    }
  }
}
