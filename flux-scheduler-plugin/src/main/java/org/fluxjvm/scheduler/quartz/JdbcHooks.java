package org.fluxjvm.scheduler.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.JobPersistenceException;
import org.quartz.SchedulerConfigException;
import org.quartz.impl.jdbcjobstore.JobStoreSupport;
import org.quartz.spi.ClassLoadHelper;
import org.quartz.spi.OperableTrigger;

/**
 * What the two JDBC stores do of their own. They extend two classes of Quartz, and what they
 * override calls these.
 */
final class JdbcHooks {
  private final JobStoreSupport store;
  private final QuartzTables tables;
  private final FiringGate gate = new FiringGate();
  private Completions completions = new Completions(Completions.DEFAULT);

  JdbcHooks(JobStoreSupport store) {
    this.store = store;
    this.tables = new QuartzTables(store);
  }

  void completions(int atOnce) {
    completions = new Completions(atOnce);
  }

  void named(String scheduler) {
    KnownStores.put(scheduler, store, gate);
  }

  void beforeStart(ClassLoadHelper classes) throws SchedulerConfigException {
    new RecoveryRows(tables, classes).claim();
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

  List<OperableTrigger> acquire(Acquisition due) throws JobPersistenceException {
    return gate.isOpen() ? due.acquire() : List.of();
  }

  /** A job as a store has it. */
  @FunctionalInterface
  interface Retrieval {
    @Nullable JobDetail retrieve() throws JobPersistenceException;
  }

  void beforeFire(OperableTrigger trigger, Retrieval job) throws JobPersistenceException {
    if (Origins.matter(trigger) && FluxJobs.includes(job.retrieve())) {
      Origins.onFire(trigger);
    }
  }

  /**
   * Whether a firing that the scheduler gives back has begun all the same: the answer to its commit
   * was lost, and so was that to the question whether it was made. Its row stays, and is recovered
   * by the next start.
   */
  boolean isFired(Connection connection, OperableTrigger trigger, Retrieval job)
      throws JobPersistenceException {
    try {
      if (!tables.isExecuting(connection, trigger.getFireInstanceId())
          || !FluxJobs.includes(job.retrieve())) {
        return false;
      }
    } catch (SQLException e) {
      throw new JobPersistenceException(
          "Whether firing %s has begun cannot be read: %s"
              .formatted(trigger.getFireInstanceId(), e.getMessage()),
          e);
    }
    Completions.tellKept(trigger);
    return true;
  }

  void complete(OperableTrigger trigger, JobDetail job, Runnable completion) {
    completions.complete(trigger, job, completion);
  }

  /** To be called within the store's lock, where the answer stays true. */
  boolean isStale(Connection connection, OperableTrigger trigger, JobDetail job)
      throws JobPersistenceException {
    if (!tables.isClustered()
        || !FluxJobs.includes(job)
        || hasFired(connection, trigger.getFireInstanceId())) {
      return false;
    }
    Completions.tellStale(trigger, trigger.getFireInstanceId());
    return true;
  }

  private boolean hasFired(Connection connection, String fireInstance)
      throws JobPersistenceException {
    try {
      return tables.hasFired(connection, fireInstance);
    } catch (SQLException e) {
      throw new JobPersistenceException(
          "Whether firing %s was recovered cannot be read: %s"
              .formatted(fireInstance, e.getMessage()),
          e);
    }
  }
}
