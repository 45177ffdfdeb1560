package org.fluxjvm.scheduler.quartz;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * The firings that come once more, however long ago they were due: a trigger that recovers one may
 * be paused for months.
 */
final class ComingFirings {
  private static final List<String> GROUPS =
      List.of(Scheduler.DEFAULT_RECOVERY_GROUP, RunTriggers.GROUP);

  private final Scheduler scheduler;

  ComingFirings(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** When the oldest of them was due. */
  Optional<Instant> oldest() throws SchedulerException {
    List<Instant> due = new ArrayList<>();
    for (String group : GROUPS) {
      for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.triggerGroupEquals(group))) {
        Trigger trigger = scheduler.getTrigger(key);
        if (trigger != null) { // it may have fired since
          Origin.of(trigger).map(Origin::scheduled).ifPresent(due::add);
        }
      }
    }
    return due.stream().min(Comparator.naturalOrder());
  }
}
