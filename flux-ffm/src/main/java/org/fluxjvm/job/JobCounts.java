package org.fluxjvm.job;

import tools.jackson.databind.JsonNode;

/**
 * How many jobs there are of each kind.
 *
 * @param depend in the state {@code DEPEND}
 * @param priority in the state {@code PRIORITY}
 * @param sched in the state {@code SCHED}
 * @param run in the state {@code RUN}
 * @param cleanup in the state {@code CLEANUP}
 * @param inactive in the state {@code INACTIVE}
 * @param total in any state
 * @param successful inactive ones whose tasks all ended with exit code 0
 * @param failed inactive ones that failed for other reasons than the next two
 * @param canceled inactive ones that were canceled
 * @param timeout inactive ones that ran into their time limit
 * @param inactivePurged those that Flux has forgotten
 */
public record JobCounts(
    long depend,
    long priority,
    long sched,
    long run,
    long cleanup,
    long inactive,
    long total,
    long successful,
    long failed,
    long canceled,
    long timeout,
    long inactivePurged) {
  static final JobCounts NONE = new JobCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  static JobCounts read(JsonNode counts) {
    JsonNode states = counts.path("job_states");
    return new JobCounts(
        states.path("depend").asLong(0),
        states.path("priority").asLong(0),
        states.path("sched").asLong(0),
        states.path("run").asLong(0),
        states.path("cleanup").asLong(0),
        states.path("inactive").asLong(0),
        states.path("total").asLong(0),
        counts.path("successful").asLong(0),
        counts.path("failed").asLong(0),
        counts.path("canceled").asLong(0),
        counts.path("timeout").asLong(0),
        counts.path("inactive_purged").asLong(0));
  }

  JobCounts plus(JobCounts other) {
    return new JobCounts(
        depend + other.depend,
        priority + other.priority,
        sched + other.sched,
        run + other.run,
        cleanup + other.cleanup,
        inactive + other.inactive,
        total + other.total,
        successful + other.successful,
        failed + other.failed,
        canceled + other.canceled,
        timeout + other.timeout,
        inactivePurged + other.inactivePurged);
  }

  /**
   * Jobs that have no resources yet.
   *
   * @return a number
   */
  public long pending() {
    return depend + priority + sched;
  }

  /**
   * Jobs that have resources.
   *
   * @return a number
   */
  public long running() {
    return run + cleanup;
  }

  /**
   * Jobs that are not inactive.
   *
   * @return a number
   */
  public long active() {
    return total - inactive;
  }

  /**
   * Inactive jobs that did not succeed, for whatever reason.
   *
   * @return a number
   */
  public long unsuccessful() {
    return failed + canceled + timeout;
  }
}
