package org.fluxjvm.scheduler;

import java.time.Instant;

/**
 * What makes a firing this firing and no other, also after a crash of the scheduler.
 *
 * @param scheduler the name of the scheduler
 * @param trigger the trigger's group and name, joined by a dot
 * @param scheduled the time that the firing was scheduled for, to the millisecond
 * @param refire how often the job has asked to be fired again at once
 */
public record RunKey(String scheduler, String trigger, Instant scheduled, int refire) {
  /** The key as text: {@code scheduler/trigger/milliseconds since the epoch/refire}. */
  @Override
  public String toString() {
    return scheduler + "/" + trigger + "/" + scheduled.toEpochMilli() + "/" + refire;
  }
}
