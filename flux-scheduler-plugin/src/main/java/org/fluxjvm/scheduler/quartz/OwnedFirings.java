package org.fluxjvm.scheduler.quartz;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.quartz.spi.OperableTrigger;

/**
 * The firings that this scheduler has in hand, by fire instance id: from before their row is
 * inserted until their release or completion is stored. One that is left to the next start stays in
 * hand. Only the scheduler's thread acquires, once at a time.
 */
final class OwnedFirings {
  private final Set<String> owned = ConcurrentHashMap.newKeySet();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final Set<String> lost = ConcurrentHashMap.newKeySet();

  boolean include(String fireInstance) {
    return owned.contains(fireInstance);
  }

  /** Takes one that is about to be acquired. */
  String take(String fireInstance) {
    owned.add(fireInstance);
    unanswered.add(fireInstance);
    return fireInstance;
  }

  /** Keeps those that were acquired: what else was taken for that, nobody will fire. */
  void keep(List<OperableTrigger> acquired) {
    acquired.forEach(trigger -> unanswered.remove(trigger.getFireInstanceId()));
    unanswered.forEach(this::lose);
    unanswered.clear();
  }

  /** Lets go of one that may still have a row, which nobody will fire or complete. */
  void lose(String fireInstance) {
    lost.add(fireInstance);
    owned.remove(fireInstance);
  }

  /** Lets go of one whose row is gone. */
  void forget(String fireInstance) {
    lost.remove(fireInstance);
    owned.remove(fireInstance);
  }

  /** Those that may still have a row, which nobody will fire or complete. */
  Set<String> lost() {
    return Set.copyOf(lost);
  }
}
