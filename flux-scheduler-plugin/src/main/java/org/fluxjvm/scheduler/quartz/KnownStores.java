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
  private static final Map<String, WeakReference<JobStore>> STORES = new ConcurrentHashMap<>();

  private KnownStores() {}

  static void put(String scheduler, JobStore store) {
    STORES.put(scheduler, new WeakReference<>(store));
  }

  /** Gives the store that was made last for a scheduler of that name, once. */
  static Optional<JobStore> take(String scheduler) {
    WeakReference<JobStore> store = STORES.remove(scheduler);
    return store == null ? Optional.empty() : Optional.ofNullable(store.get());
  }
}
