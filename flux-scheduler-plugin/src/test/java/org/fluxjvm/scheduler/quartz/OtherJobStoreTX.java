package org.fluxjvm.scheduler.quartz;

import org.quartz.impl.jdbcjobstore.JobStoreTX;

/** A JDBC store with its own transactions that is neither Quartz' nor ours, such as Spring's. */
public final class OtherJobStoreTX extends JobStoreTX {
  /** Called by Quartz. */
  public OtherJobStoreTX() {}
}
