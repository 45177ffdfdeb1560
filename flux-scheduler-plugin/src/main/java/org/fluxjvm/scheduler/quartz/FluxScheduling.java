package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.Nodes;
import org.fluxjvm.scheduler.RunAdmission;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunExecutorBuilder;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.Successor;
import org.fluxjvm.scheduler.Timing;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.listeners.SchedulerListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Quartz scheduler at work on Flux: its executor, the runs it takes over, and its signs of life.
 * {@link FluxPlugin} makes one from properties; this is for those who make the parts themselves.
 */
public final class FluxScheduling implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FluxScheduling.class);
  private static final Duration DETACH_LIMIT = Duration.ofSeconds(1);

  private final Scheduler scheduler;
  private final Parts parts;
  private final String earlier;
  private final RunExecutor executor;
  private final RunStarter starter;
  private final OrphanSweep orphans;
  private final Optional<StoreUpkeep> upkeep;
  private @Nullable Heartbeat heartbeat;
  private @Nullable Repeatedly sweeps;
  private @Nullable Chores chores;

  /**
   * What it is made of.
   *
   * @param flux the instance; it is not closed
   * @param ledger where the runs are put down
   * @param admission what keeps their limits; those of this process if empty
   * @param nodes the other schedulers on the ledger; needed in a cluster
   * @param timing the time
   * @param sweepEvery how often runs are looked for that nobody follows
   */
  public record Parts(
      Flux flux,
      RunLedger ledger,
      Optional<RunAdmission> admission,
      Optional<Nodes> nodes,
      Timing timing,
      Duration sweepEvery) {
    /**
     * A ledger that no other scheduler uses, and a look every 30 seconds.
     *
     * @param flux the instance
     * @param ledger where the runs are put down
     */
    public Parts(Flux flux, RunLedger ledger) {
      this(
          flux,
          ledger,
          Optional.empty(),
          Optional.empty(),
          Timing.system(),
          Duration.ofSeconds(30));
    }
  }

  private FluxScheduling(Scheduler scheduler, Parts parts, Optional<QuartzTables> tables)
      throws SchedulerException {
    this.scheduler = scheduler;
    this.parts = parts;
    this.earlier = scheduler.getSchedulerName() + "/" + scheduler.getSchedulerInstanceId() + "/";
    String node = earlier + UUID.randomUUID();
    RunExecutorBuilder builder =
        RunExecutor.builder(parts.flux())
            .ledger(parts.ledger())
            .timing(parts.timing())
            .node(node)
            .onSuccessor(this::begin);
    parts.admission().ifPresent(builder::admission);
    this.executor = builder.build();
    PendingTriggers pending = new PendingTriggers(scheduler, tables);
    this.starter =
        new RunStarter(scheduler, new JoblessRuns(executor, parts.flux()), parts.timing(), pending);
    LiveNodes live =
        scheduler.getMetaData().isJobStoreClustered() && parts.nodes().isPresent()
            ? LiveNodes.of(parts.nodes().get(), node)
            : LiveNodes.alone(node);
    this.orphans =
        new OrphanSweep(scheduler, parts.ledger(), executor, live, tables, pending, starter);
    this.upkeep = tables.flatMap(QuartzTables::upkeep);
  }

  /** The executor is made before the starter, and calls this long after. */
  private void begin(Successor successor) {
    Thread.ofVirtual().name("flux-successor").start(() -> starter.start(successor));
  }

  /**
   * Gives a scheduler its executor. Nothing runs before {@link #start}; listeners of runs are best
   * added in between.
   *
   * @param scheduler the scheduler
   * @param parts what it is made of
   * @return its scheduling
   * @throws SchedulerException if the scheduler does not answer
   */
  public static FluxScheduling connect(Scheduler scheduler, Parts parts) throws SchedulerException {
    return connect(
        scheduler,
        parts,
        KnownStores.take(scheduler.getSchedulerName()).flatMap(KnownStores.Known::tables));
  }

  static FluxScheduling connect(Scheduler scheduler, Parts parts, Optional<QuartzTables> tables)
      throws SchedulerException {
    FluxScheduling scheduling = new FluxScheduling(scheduler, parts, tables);
    FluxExecutors.put(scheduler, scheduling);
    return scheduling;
  }

  /**
   * The executor.
   *
   * @return the one that the scheduler's jobs find in its context
   */
  public RunExecutor executor() {
    return executor;
  }

  /** What its ledger tells, if that is of a kind that tells something. */
  Optional<RunHistory> history() {
    return switch (parts.ledger()) {
      case RunHistory history -> Optional.of(history);
      case JdbcLedger tables -> Optional.of(tables.history());
      default -> Optional.empty();
    };
  }

  Parts parts() {
    return parts;
  }

  UnreadableFirings unreadable() {
    return new UnreadableFirings(executor, parts.ledger(), parts.flux(), this::begin);
  }

  /**
   * Joins the other schedulers on the ledger, and takes over the runs that nobody follows; to be
   * called before the scheduler fires.
   *
   * @throws LedgerException if the ledger is out of reach, or a scheduler that is alive uses it
   *     with another Flux instance
   * @throws SchedulerException if the scheduler does not answer
   */
  public void start() throws SchedulerException {
    if (parts.nodes().isPresent()) {
      heartbeat =
          Heartbeat.join(
              parts.nodes().get(), executor.node(), earlier, parts.flux(), parts.timing());
    }
    orphans.run();
    sweeps = Repeatedly.start("flux-sweep", parts.timing(), parts.sweepEvery(), orphans::run);
    chores = Chores.start(scheduler, executor, parts, upkeep);
    scheduler.getListenerManager().addSchedulerListener(new JobsAdded());
  }

  /** Whoever schedules a job that runs wait for need not wait for the next sweep. */
  private final class JobsAdded extends SchedulerListenerSupport {
    @Override
    public void jobAdded(JobDetail job) {
      if (starter.waitsForJobs() && FluxJobs.includes(job)) {
        Thread.ofVirtual().name("flux-sweep").start(FluxScheduling.this::sweep);
      }
    }
  }

  /**
   * Takes over the runs that nobody follows, without waiting for the next look: a person may have
   * reopened one, or settled one that others follow upon. What fails is logged, and is tried again
   * at the next look.
   */
  public void sweep() {
    try {
      orphans.run();
    } catch (LedgerException e) {
      LOG.warn("The next sweep will tell: {}", e.getMessage());
    }
  }

  /** Leaves the runs to the next start: their jobs go on, and their firings are not completed. */
  @Override
  public void close() {
    executor.detach();
    executor.drain(DETACH_LIMIT);
    if (sweeps != null) {
      sweeps.close();
    }
    if (chores != null) {
      chores.close();
    }
    if (heartbeat != null) {
      heartbeat.close();
    }
  }
}
