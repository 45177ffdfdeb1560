package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxjvm.scheduler.FluxLedger;
import org.fluxjvm.scheduler.Janitor;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.RunExecutor;
import org.quartz.JobPersistenceException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a scheduler on Flux has to do from time to time, beside its firings. */
final class Chores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
  private static final Duration TIDY = Duration.ofMinutes(5);
  private static final Duration KEEP = Duration.ofSeconds(30);

  private final Scheduler scheduler;
  private final RunExecutor executor;
  private final List<Repeatedly> chores = new ArrayList<>();

  private Chores(Scheduler scheduler, RunExecutor executor) {
    this.scheduler = scheduler;
    this.executor = executor;
  }

  static Chores start(
      Scheduler scheduler,
      RunExecutor executor,
      FluxScheduling.Parts parts,
      Optional<StoreUpkeep> upkeep)
      throws SchedulerException {
    Chores chores = new Chores(scheduler, executor);
    Janitor janitor = new Janitor(parts.flux(), parts.ledger(), scheduler.getSchedulerName());
    chores.tidy(janitor); // a held job blocks nothing, so that this may fail
    chores.chores.add(
        Repeatedly.start("flux-janitor", parts.timing(), TIDY, () -> chores.tidy(janitor)));
    if (parts.ledger() instanceof FluxLedger jobs) {
      chores.chores.add(
          Repeatedly.start("flux-lease", parts.timing(), KEEP, () -> chores.keep(jobs)));
    }
    upkeep.ifPresent(
        store ->
            chores.chores.add(
                Repeatedly.start("flux-upkeep", parts.timing(), TIDY, () -> mend(store))));
    return chores;
  }

  private static void mend(StoreUpkeep store) {
    try {
      store.run();
    } catch (JobPersistenceException e) {
      LOG.warn("Triggers that are stuck are looked for in {} again", TIDY, e);
    }
  }

  private void tidy(Janitor janitor) {
    try {
      janitor.sweep();
    } catch (RuntimeException e) {
      LOG.warn("Jobs that are held for nobody are looked for in {} again", TIDY, e);
    }
  }

  /** Two schedulers of one name would run everything twice. */
  private void keep(FluxLedger ledger) {
    try {
      ledger.keep();
    } catch (LedgerException e) {
      LOG.error("This scheduler fires nothing any more, and leaves its runs: {}", e.getMessage());
      executor.detach();
      standby();
    }
  }

  private void standby() {
    try {
      scheduler.standby();
    } catch (SchedulerException e) {
      LOG.error("Shut the scheduler down: it fires, but cannot run anything", e);
    }
  }

  @Override
  public void close() {
    chores.forEach(Repeatedly::close);
  }
}
