package org.fluxjvm.scheduler.cli;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.FluxLedger;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.Timing;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;
import org.fluxjvm.scheduler.jdbc.LedgerSchema;
import org.fluxjvm.scheduler.quartz.FluxExecutors;
import org.fluxjvm.scheduler.quartz.FluxJobStoreTX;
import org.fluxjvm.scheduler.quartz.FluxRAMJobStore;
import org.fluxjvm.scheduler.quartz.FluxScheduling;
import org.fluxjvm.scheduler.quartz.Pruning;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.impl.jdbcjobstore.InvalidConfigurationException;
import org.quartz.spi.JobStore;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** A Quartz scheduler on Flux with its store and its ledger; nothing fires before it is started. */
final class Engine implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Engine.class.getName());
  private static final String TABLE_PREFIX = "FLUX_";
  private static final Duration SWEEP = Duration.ofSeconds(5);

  /** That of Quartz' JDBC stores; without it the store in memory has five seconds. */
  private static final Duration MISFIRE_THRESHOLD = Duration.ofMinutes(1);

  /** The parts that have an end, the last one first. */
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private final FiringPool pool = new FiringPool();
  private final Scheduler scheduler;
  private final FluxScheduling scheduling;
  private final String name;
  private final RunLedger ledger;
  private final RunHistory history;

  private record Made(JobStore store, FluxScheduling.Parts parts, RunHistory history) {}

  /**
   * Makes the parts.
   *
   * @param name the scheduler's name
   * @param instance this scheduler among those that share its database
   * @param timing the time
   */
  Engine(String name, String instance, Store store, Limits limits, Flux flux, Timing timing) {
    this.name = name;
    pool.setMaxInFlight(limits.maxInFlight());
    try {
      Made made =
          switch (store) {
            case Store.Memory memory -> inMemory(name, flux, timing);
            case Store.Database database -> inDatabase(database, flux, timing);
          };
      DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
      factory.createScheduler(name, instance, pool, made.store());
      this.scheduler = factory.getScheduler(name);
      parts.push(() -> scheduler.shutdown(false));
      if (limits.submitsPerSecond().isPresent()) {
        FluxExecutors.limit(scheduler, limits.submitsPerSecond().getAsDouble());
      }
      this.scheduling = FluxScheduling.connect(scheduler, made.parts());
      parts.push(scheduling);
      this.ledger = made.parts().ledger();
      this.history = made.history();
      parts.push(Pruning.start(history, limits.keep(), made.parts().timing(), scheduler));
    } catch (SchedulerException e) {
      close();
      throw new Failure(Failure.FAILED, "Quartz: " + e.getMessage(), e);
    } catch (LedgerException e) {
      close();
      throw new Failure(Failure.FAILED, String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private Made inMemory(String name, Flux flux, Timing timing) {
    FluxLedger runs = FluxLedger.open(flux, name, timing::now);
    parts.push(runs);
    FluxRAMJobStore jobs = new FluxRAMJobStore();
    jobs.setMisfireThreshold(MISFIRE_THRESHOLD.toMillis());
    return new Made(
        jobs,
        new FluxScheduling.Parts(flux, runs, Optional.empty(), Optional.empty(), timing, SWEEP),
        runs);
  }

  private Made inDatabase(Store.Database store, Flux flux, Timing timing) {
    HikariDataSource connections = Pool.open(store);
    parts.push(connections);
    QuartzSchema quartz = new QuartzSchema(connections);
    LedgerSchema schema = new LedgerSchema(connections, TABLE_PREFIX);
    if (store.createTables()) {
      quartz.create();
      schema.createOrUpgrade();
    } else {
      quartz.check();
    }
    JdbcLedger runs = new JdbcLedger(connections, TABLE_PREFIX, timing::now);
    return new Made(
        jobStore(store, quartz, connections),
        new FluxScheduling.Parts(
            flux, runs, Optional.of(runs.admission()), Optional.of(runs.nodes()), timing, SWEEP),
        runs.history());
  }

  /**
   * A database that others can reach may have a scheduler of this name on another machine: Quartz
   * has to know. Data of jobs are texts, never serialized objects.
   */
  private JobStore jobStore(Store.Database store, QuartzSchema quartz, HikariDataSource source) {
    String name = "flux-scheduler-" + System.identityHashCode(source);
    DBConnectionManager.getInstance().addConnectionProvider(name, new Connections(source));
    FluxJobStoreTX jobs = new FluxJobStoreTX();
    jobs.setDataSource(name);
    jobs.setUseProperties("true");
    jobs.setIsClustered(!store.ownsFile());
    try {
      jobs.setDriverDelegateClass(quartz.delegate());
    } catch (InvalidConfigurationException e) {
      throw new IllegalStateException(e);
    }
    return jobs;
  }

  /** The pool as Quartz takes connections; its end is the engine's. */
  private record Connections(HikariDataSource pool) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return pool.getConnection();
    }

    @Override
    public void shutdown() {}

    @Override
    public void initialize() {}
  }

  String name() {
    return name;
  }

  /** Whether runs have still to begin or to end here, such as one that follows upon another. */
  boolean hasMore() {
    try {
      String self = scheduling.executor().node();
      return ledger.open(name).stream()
          .anyMatch(run -> run.owner().isEmpty() || run.owner().get().node().equals(self));
    } catch (LedgerException e) {
      return true; // that is not known
    }
  }

  Scheduler scheduler() {
    return scheduler;
  }

  FiringPool pool() {
    return pool;
  }

  FluxScheduling scheduling() {
    return scheduling;
  }

  RunLedger ledger() {
    return ledger;
  }

  RunHistory history() {
    return history;
  }

  /** Ends all parts; what still runs is left to the next start. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.WARNING, "A part of the scheduler did not end", e);
      }
    }
  }
}
