package org.fluxjvm.scheduler.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.JobPersistenceException;
import org.quartz.impl.jdbcjobstore.JobStoreSupport;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredBundle;

/**
 * What the two JDBC stores do of their own. They extend two classes of Quartz, and what they
 * override calls these.
 */
final class JdbcHooks {
  private final JobStoreSupport store;
  private final StoreAccess access;
  private final QuartzTables tables;
  private final FluxClasses classes;
  private final OwnedFirings owned = new OwnedFirings();
  private final FiringGate gate = new FiringGate();
  private Completions completions = new Completions(Completions.DEFAULT);

  JdbcHooks(JobStoreSupport store, StoreAccess access) {
    this.store = store;
    this.access = access;
    this.tables = new QuartzTables(store);
    this.classes = new FluxClasses(access::classes);
  }

  void completions(int atOnce) {
    completions = new Completions(atOnce);
  }

  void named(String scheduler) {
    KnownStores.put(scheduler, store, gate);
  }

  void beforeStart() throws JobPersistenceException {
    access.inLock(new RecoveryRows(tables, classes)::claim);
  }

  /** To be called before a trigger is stored whose job is stored already. */
  void prepare(OperableTrigger trigger) throws JobPersistenceException {
    StoredJobs.prepare(store.retrieveJob(trigger.getJobKey()), trigger);
  }

  /** Triggers as a store has them. */
  @FunctionalInterface
  interface Acquisition {
    List<OperableTrigger> acquire() throws JobPersistenceException;
  }

  /**
   * Acquires what is due. Before the first check-in nothing is: that would recover it, as what is
   * left of an earlier life.
   */
  List<OperableTrigger> acquire(Acquisition due) throws JobPersistenceException {
    if (!gate.isOpen() || !access.isCheckedIn()) {
      return List.of();
    }
    lost().settle();
    List<OperableTrigger> acquired = List.of();
    try {
      acquired = due.acquire();
      return acquired;
    } finally {
      owned.keep(acquired);
    }
  }

  /** Takes a firing in hand that is about to be acquired. */
  String take(String fireInstance) {
    return owned.take(fireInstance);
  }

  /** A firing as a store begins it, or not. */
  @FunctionalInterface
  interface Beginning {
    @Nullable TriggerFiredBundle begin() throws JobPersistenceException;
  }

  /** Begins a firing, unless another scheduler has recovered it. */
  @Nullable TriggerFiredBundle fire(
      Connection connection, OperableTrigger trigger, Beginning firing)
      throws JobPersistenceException {
    if (tables.isClustered() && isGone(connection, trigger)) {
      return null;
    }
    if (Origins.matter(trigger) && FluxJobs.includes(access.job(connection, trigger.getJobKey()))) {
      Origins.onFire(trigger);
    }
    TriggerFiredBundle fired = firing.begin();
    if (fired != null) {
      requestRecovery(connection, trigger, fired.getJobDetail());
    }
    return fired;
  }

  private boolean isGone(Connection connection, OperableTrigger trigger)
      throws JobPersistenceException {
    try {
      return rows().standing(connection, trigger) == Standing.GONE;
    } catch (SQLException e) {
      throw failed("Whether firing %s is reserved cannot be read", trigger, e);
    }
  }

  /** Jobs that are stored by other means than this store need not ask for recovery. */
  private void requestRecovery(Connection connection, OperableTrigger trigger, JobDetail job)
      throws JobPersistenceException {
    if (FluxJobs.includes(job) && !job.requestsRecovery()) {
      try {
        rows().requestRecovery(connection, trigger.getFireInstanceId());
      } catch (SQLException e) {
        throw failed("Firing %s cannot be marked for recovery", trigger, e);
      }
    }
  }

  /** Whatever keeps a trigger from being given back, nobody fires it. */
  void release(OperableTrigger trigger, Runnable release) {
    owned.lose(trigger.getFireInstanceId());
    release.run();
    owned.forget(trigger.getFireInstanceId());
  }

  /** To be called within the store's lock. */
  void takeBack(Connection connection, OperableTrigger trigger) throws JobPersistenceException {
    try {
      new ReturnedFirings(access, rows(), lost(), stuck()).take(connection, trigger);
    } catch (SQLException e) {
      throw failed("Firing %s cannot be given back", trigger, e);
    }
  }

  /** Passes a completion on; a firing whose completion is not stored stays in hand. */
  void complete(OperableTrigger trigger, JobDetail job, Runnable completion) {
    completions.complete(
        trigger,
        job,
        () -> {
          completion.run();
          owned.forget(trigger.getFireInstanceId());
        });
  }

  /** To be called within the store's lock, where the answer stays true. */
  boolean isStale(Connection connection, OperableTrigger trigger, JobDetail job)
      throws JobPersistenceException {
    if (!tables.isClustered() || !FluxJobs.includes(job)) {
      return false;
    }
    try {
      if (tables.hasFired(connection, trigger.getFireInstanceId())) {
        return false;
      }
    } catch (SQLException e) {
      throw failed("Whether firing %s was recovered cannot be read", trigger, e);
    }
    Completions.tellStale(trigger, trigger.getFireInstanceId());
    return true;
  }

  StoreUpkeep upkeep() {
    return new StoreUpkeep(access, new StrayRows(access, tables, owned, lost()), stuck());
  }

  private FiringRows rows() {
    return new FiringRows(tables);
  }

  private LostFirings lost() {
    return new LostFirings(access, rows(), owned);
  }

  private StuckTriggers stuck() {
    return new StuckTriggers(access, tables, classes);
  }

  private static JobPersistenceException failed(
      String what, OperableTrigger trigger, SQLException cause) {
    return new JobPersistenceException(
        what.formatted(trigger.getFireInstanceId()) + ": " + cause.getMessage(), cause);
  }
}
