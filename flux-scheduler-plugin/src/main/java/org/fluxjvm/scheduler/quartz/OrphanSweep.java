package org.fluxjvm.scheduler.quartz;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunRecord;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * Finds the runs that nobody follows, and sees to it that somebody does: those whose scheduler is
 * gone and whose firing Quartz does not recover, those that follow upon another run, and those that
 * a person has reopened. Two that find the same one do no harm: it is one run.
 */
final class OrphanSweep {
  private final Scheduler scheduler;
  private final RunLedger ledger;
  private final RunExecutor executor;
  private final LiveNodes live;
  private final Optional<QuartzTables> tables;
  private final PendingTriggers pending;
  private final RunStarter starter;

  OrphanSweep(
      Scheduler scheduler,
      RunLedger ledger,
      RunExecutor executor,
      LiveNodes live,
      Optional<QuartzTables> tables,
      PendingTriggers pending,
      RunStarter starter) {
    this.scheduler = scheduler;
    this.ledger = ledger;
    this.executor = executor;
    this.live = live;
    this.tables = tables;
    this.pending = pending;
    this.starter = starter;
  }

  /**
   * Looks once.
   *
   * @throws LedgerException if the ledger, the store or Flux is out of reach
   */
  synchronized void run() {
    try {
      List<RunRecord> orphans = orphans();
      if (!orphans.isEmpty()) {
        Set<RunKey> recovering = recovering();
        for (RunRecord run : orphans) {
          if (!recovering.contains(run.key())) {
            starter.start(run);
          }
        }
      }
    } catch (SchedulerException | SQLException e) {
      throw new LedgerException(
          "The runs that nobody follows could not be found: " + e.getMessage(), e);
    }
  }

  private List<RunRecord> orphans() throws SchedulerException, SQLException {
    Set<String> nodes = live.names();
    Set<RunKey> followed = active();
    List<RunRecord> open = ledger.open(scheduler.getSchedulerName());
    followed.addAll(active()); // what has begun meanwhile
    List<RunRecord> orphans = new ArrayList<>();
    for (RunRecord run : open) {
      executor.heed(run);
      if (!followed.contains(run.key()) && !isFollowed(run, nodes)) {
        orphans.add(run);
      }
    }
    return orphans;
  }

  private Set<RunKey> active() {
    return executor.active().stream().map(Run::key).collect(Collectors.toSet());
  }

  /**
   * Another scheduler that is alive follows its runs; this one does only what its executor has. A
   * firing that is still in Quartz' table will be recovered by Quartz.
   */
  private boolean isFollowed(RunRecord run, Set<String> nodes) throws SQLException {
    if (run.owner().isEmpty()) {
      return false;
    }
    Owner owner = run.owner().get();
    return (nodes.contains(owner.node()) && !owner.node().equals(executor.node()))
        || (tables.isPresent() && tables.get().hasFired(owner.fireInstance()));
  }

  /** The firings that Quartz is about to recover. */
  private Set<RunKey> recovering() throws SchedulerException {
    Set<RunKey> keys = new HashSet<>();
    for (TriggerKey key :
        scheduler.getTriggerKeys(
            GroupMatcher.triggerGroupEquals(Scheduler.DEFAULT_RECOVERY_GROUP))) {
      Trigger trigger = scheduler.getTrigger(key);
      if (trigger != null && pending.include(key)) {
        Origin.of(trigger)
            .ifPresent(
                origin ->
                    keys.add(
                        new RunKey(
                            schedulerName(),
                            origin.trigger(),
                            origin.scheduled(),
                            origin.refire())));
      }
    }
    return keys;
  }

  private String schedulerName() {
    try {
      return scheduler.getSchedulerName();
    } catch (SchedulerException e) {
      throw new IllegalStateException("a scheduler without a name", e);
    }
  }
}
