package org.fluxjvm.scheduler.control;

import java.util.List;

/**
 * What can be done with a scheduler that runs. Each action tells what was done in a sentence, and
 * throws {@link ControlException} if it cannot be done.
 */
public interface Controls extends RunReading {
  /**
   * Lists the jobs of the schedule.
   *
   * @return the jobs, by their names
   */
  List<JobView> jobs();

  /**
   * Cancels a run.
   *
   * @param run its name
   * @param reason why, for the note of the job's exception
   * @return what was done
   */
  String cancel(String run, String reason);

  /**
   * Runs a run that ended once more.
   *
   * @param run its name
   * @return what was done
   */
  String retry(String run);

  /**
   * Settles a run that is uncertain.
   *
   * @param run its name
   * @param as what became of the work
   * @return what was done
   */
  String resolve(String run, Resolution as);

  /**
   * Fires a job no more, until it is resumed; what was fired goes on.
   *
   * @param job its name
   * @return what was done
   */
  String pause(String job);

  /**
   * Fires a paused job again.
   *
   * @param job its name
   * @return what was done
   */
  String resume(String job);

  /**
   * Fires a job now, beside its schedule.
   *
   * @param job its name
   * @return what was done
   */
  String trigger(String job);

  /**
   * Stops the scheduler; the answer does not wait for its end.
   *
   * @param mode what becomes of the jobs under way
   * @return what will happen
   */
  String stop(StopMode mode);
}
