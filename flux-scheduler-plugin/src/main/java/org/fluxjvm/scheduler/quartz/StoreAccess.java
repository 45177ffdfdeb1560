package org.fluxjvm.scheduler.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.JobPersistenceException;
import org.quartz.TriggerKey;
import org.quartz.impl.jdbcjobstore.DriverDelegate;
import org.quartz.impl.jdbcjobstore.SchedulerStateRecord;
import org.quartz.spi.ClassLoadHelper;

/** What Quartz' JDBC stores have for their subclasses alone. */
interface StoreAccess {
  /** What is done in a transaction. */
  @FunctionalInterface
  interface Work {
    void in(Connection connection) throws SQLException, JobPersistenceException;
  }

  /** Does something in a transaction of its own that has the lock on the triggers. */
  void inLock(Work work) throws JobPersistenceException;

  ClassLoadHelper classes();

  DriverDelegate delegate() throws JobPersistenceException;

  @Nullable JobDetail job(Connection connection, JobKey job) throws JobPersistenceException;

  /** The state of a trigger of a job that would be in another one if nothing blocked it. */
  String blocked(Connection connection, JobKey job, String state) throws JobPersistenceException;

  /** Removes a trigger, and its job if that is to go with its last one. */
  void remove(Connection connection, TriggerKey trigger) throws JobPersistenceException;

  /** Recovers the firings of instances, as if those had failed. */
  void recover(Connection connection, List<SchedulerStateRecord> instances)
      throws JobPersistenceException;

  /** Has the scheduler look for triggers again, once the transaction is made. */
  void signal();

  /** Whether this instance's own firings of an earlier life have been recovered. */
  boolean isCheckedIn();
}
