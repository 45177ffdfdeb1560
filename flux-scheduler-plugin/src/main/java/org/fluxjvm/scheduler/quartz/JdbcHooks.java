package org.fluxjvm.scheduler.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import org.quartz.JobDetail;
import org.quartz.JobPersistenceException;
import org.quartz.SchedulerConfigException;
import org.quartz.impl.jdbcjobstore.JobStoreSupport;
import org.quartz.simpl.CascadingClassLoadHelper;
import org.quartz.spi.ClassLoadHelper;
import org.quartz.spi.OperableTrigger;

/** What the two JDBC stores do of their own. */
final class JdbcHooks {
  private final QuartzTables tables;
  private Completions completions = new Completions(Completions.DEFAULT);
  private ClassLoadHelper classes = new CascadingClassLoadHelper();

  JdbcHooks(JobStoreSupport store) {
    tables = new QuartzTables(store);
  }

  void completions(int atOnce) {
    completions = new Completions(atOnce);
  }

  void classes(ClassLoadHelper loader) {
    classes = loader;
  }

  void beforeStart() throws SchedulerConfigException {
    new RecoveryRows(tables, classes).claim();
  }

  void complete(OperableTrigger trigger, JobDetail job, Runnable store) {
    completions.complete(trigger, job, store);
  }

  /** To be called within the store's lock, where the answer stays true. */
  boolean isStale(Connection connection, OperableTrigger trigger, JobDetail job)
      throws JobPersistenceException {
    if (!tables.isClustered() || !FluxJobs.includes(job)) {
      return false;
    }
    try {
      return !tables.hasFired(connection, trigger.getFireInstanceId());
    } catch (SQLException e) {
      throw new JobPersistenceException(
          "Whether firing %s was recovered cannot be read: %s"
              .formatted(trigger.getFireInstanceId(), e.getMessage()),
          e);
    }
  }
}
