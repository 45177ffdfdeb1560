package org.fluxjvm.scheduler.quartz;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.quartz.spi.JobStore;

/**
 * The stores of schedulers under construction, by scheduler name. Quartz does not let a plugin ask
 * for its scheduler's store; both are made in one go, on one thread.
 */
final class KnownStores {
  private static final Map<String, Made> STORES = new ConcurrentHashMap<>();

  private record Made(WeakReference<JobStore> store, FiringGate gate) {}

  /** A store, and the gate of what it gives to be fired. */
  record Known(JobStore store, FiringGate gate) {
    Optional<QuartzTables> tables() {
      return QuartzTables.of(store);
    }
  }

  private KnownStores() {}

  static void put(String scheduler, JobStore store, FiringGate gate) {
    STORES.put(scheduler, new Made(new WeakReference<>(store), gate));
  }

  /** Gives the store that was made last for a scheduler of that name, once. */
  static Optional<Known> take(String scheduler) {
    Made made = STORES.remove(scheduler);
    JobStore store = made == null ? null : made.store().get();
    return made == null || store == null
        ? Optional.empty()
        : Optional.of(new Known(store, made.gate()));
  }
}
