package org.fluxjvm.job;

import java.util.Set;
import org.fluxjvm.user.CurrentUser;
import tools.jackson.databind.node.ObjectNode;

/**
 * The jobs that a request for many is about. Guests may select their own jobs only.
 *
 * @param userid the owner of the jobs, {@link #ANY_USER} for all
 * @param states the states that the jobs are in; {@code killAll} takes running jobs whatever is
 *     said here
 * @param dryRun whether to count the jobs and leave them alone
 */
public record JobSelection(long userid, Set<JobState> states, boolean dryRun) {
  /** Stands for all users: {@code FLUX_USERID_UNKNOWN}. */
  public static final long ANY_USER = 0xFFFF_FFFFL;

  /** Copies the set. */
  public JobSelection {
    states = Set.copyOf(states);
  }

  /**
   * The active jobs of the user of this process.
   *
   * @return a selection
   */
  public static JobSelection mine() {
    return user(CurrentUser.ofRequests());
  }

  /**
   * The active jobs of a user.
   *
   * @param userid a user id
   * @return a selection
   */
  public static JobSelection user(long userid) {
    return new JobSelection(userid, JobState.ACTIVE, false);
  }

  /**
   * The active jobs of all users; for the owner of the instance.
   *
   * @return a selection
   */
  public static JobSelection everyone() {
    return user(ANY_USER);
  }

  /**
   * Selects jobs in these states.
   *
   * @param values active states
   * @return a selection
   */
  public JobSelection in(Set<JobState> values) {
    return new JobSelection(userid, values, dryRun);
  }

  /**
   * Counts the jobs and leaves them alone.
   *
   * @return a selection
   */
  public JobSelection counting() {
    return new JobSelection(userid, states, true);
  }

  ObjectNode payload() {
    // The service reads an int, in which "any" is -1.
    return Json.object().put("dry_run", dryRun).put("userid", (int) userid);
  }
}
