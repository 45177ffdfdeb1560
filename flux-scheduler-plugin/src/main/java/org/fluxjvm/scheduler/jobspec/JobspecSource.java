package org.fluxjvm.scheduler.jobspec;

import org.fluxjvm.job.Jobspec;

/**
 * Makes the jobspec of each firing.
 *
 * <p>A firing that is fired again after a crash is asked again, and what it answers is used only if
 * the job was not submitted before. So make it depend on the firing's key, previous time and
 * parameters, and not on the present time. Templates in the jobspec are not expanded: the values
 * are at hand, and texts from outside stay what they are.
 */
@FunctionalInterface
public interface JobspecSource {
  /**
   * Makes a jobspec.
   *
   * @param fire the firing
   * @return what it runs
   */
  Jobspec jobspec(Fire fire);
}
