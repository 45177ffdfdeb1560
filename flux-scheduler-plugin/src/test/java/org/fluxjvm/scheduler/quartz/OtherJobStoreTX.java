package org.fluxjvm.scheduler.quartz;

import org.quartz.impl.jdbcjobstore.JobStoreTX;

/** A JDBC store with its own transactions that is neither Quartz' nor ours, such as Spring's. */
@SuppressWarnings("unchecked") // Quartz overrides executeInLock without its type parameter
public final class OtherJobStoreTX extends JobStoreTX {
  /** Called by Quartz. */
  public OtherJobStoreTX() {}
}
