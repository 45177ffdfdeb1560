package org.fluxjvm;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.fluxjvm.FluxReactor.Readiness;

/** The file descriptors that a reactor watches, with the one that wakes it. */
final class ReactorDescriptors {
  private final List<FdWatcher> watchers = new ArrayList<>();
  private final FdPoll poll;
  private final InterruptHook interrupts;
  private final Runnable check;

  /**
   * Starts with none.
   *
   * @param arena outlives them
   * @param interrupts ends a wait
   * @param check throws on a thread that is not the reactor's
   */
  ReactorDescriptors(Arena arena, InterruptHook interrupts, Runnable check) {
    this.poll = new FdPoll(arena);
    this.interrupts = interrupts;
    this.check = check;
  }

  FluxReactor.Watcher add(
      int fd, Set<Readiness> wanted, Consumer<? super Set<Readiness>> callback) {
    FdWatcher watcher = new FdWatcher(fd, wanted, callback);
    watchers.add(watcher);
    return watcher;
  }

  int size() {
    return watchers.size();
  }

  void clear() {
    watchers.clear();
  }

  /** Waits for a descriptor to be ready; a callback that waits in its turn does not disturb it. */
  Ready await(int wakeup, long nanos) {
    List<FdWatcher> polled = List.copyOf(watchers);
    poll.clear();
    poll.add(wakeup, FdPoll.IN);
    polled.forEach(watcher -> poll.add(watcher.fd, watcher.bits));
    interrupts.around(() -> poll.await(millis(nanos)));
    int[] results = new int[polled.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = poll.result(i + 1);
    }
    return goesOn -> {
      for (int i = 0; i < results.length && goesOn.getAsBoolean(); i++) {
        polled.get(i).tell(results[i]);
      }
    };
  }

  /** Rounded up: a timer must not be polled for in vain. */
  private static int millis(long nanos) {
    if (nanos == Long.MAX_VALUE) {
      return -1;
    }
    long whole = TimeUnit.NANOSECONDS.toMillis(nanos);
    long millis = TimeUnit.MILLISECONDS.toNanos(whole) == nanos ? whole : whole + 1;
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  /** What was found ready. */
  interface Ready {
    /** Calls back, as long as the reactor goes on. */
    void tell(BooleanSupplier goesOn);
  }

  private final class FdWatcher implements FluxReactor.Watcher {
    private final int fd;
    private final int bits;
    private final Consumer<? super Set<Readiness>> callback;

    FdWatcher(int fd, Set<Readiness> wanted, Consumer<? super Set<Readiness>> callback) {
      this.fd = fd;
      this.bits = wanted.stream().mapToInt(readiness -> readiness.bits).reduce(0, (a, b) -> a | b);
      this.callback = callback;
    }

    void tell(int result) {
      if (result == 0 || !watchers.contains(this)) {
        return;
      }
      EnumSet<Readiness> readiness = EnumSet.noneOf(Readiness.class);
      for (Readiness one : Readiness.values()) {
        if ((result & one.bits) != 0) {
          readiness.add(one);
        }
      }
      if (readiness.contains(Readiness.ERROR) && !readiness.contains(Readiness.READ)) {
        watchers.remove(this); // it would be told for ever
      }
      ReactorLoop.call(() -> callback.accept(readiness));
    }

    @Override
    public void close() {
      check.run();
      watchers.remove(this);
    }
  }
}
