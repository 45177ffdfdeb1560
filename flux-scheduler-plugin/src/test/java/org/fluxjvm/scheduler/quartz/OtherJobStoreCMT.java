package org.fluxjvm.scheduler.quartz;

import org.quartz.impl.jdbcjobstore.JobStoreCMT;

/** A JDBC store with managed transactions that is neither Quartz' nor ours, such as Spring's. */
public final class OtherJobStoreCMT extends JobStoreCMT {
  /** Called by Quartz. */
  public OtherJobStoreCMT() {}
}
