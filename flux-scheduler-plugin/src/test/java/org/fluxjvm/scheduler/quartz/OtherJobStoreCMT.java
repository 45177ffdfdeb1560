package org.fluxjvm.scheduler.quartz;

import org.quartz.impl.jdbcjobstore.JobStoreCMT;

/** A JDBC store with managed transactions that is neither Quartz' nor ours, such as Spring's. */
@SuppressWarnings("unchecked") // Quartz overrides executeInLock without its type parameter
public final class OtherJobStoreCMT extends JobStoreCMT {
  /** Called by Quartz. */
  public OtherJobStoreCMT() {}
}
