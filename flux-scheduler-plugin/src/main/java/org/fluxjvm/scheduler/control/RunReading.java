package org.fluxjvm.scheduler.control;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What can be read of runs. A run is named by the 16 characters of its {@link
 * org.fluxjvm.scheduler.RunKey#id}, or by so many of the first ones as no other run has. All of it
 * throws {@link ControlException} if it cannot be done.
 */
public interface RunReading {
  /**
   * Lists runs, the latest first.
   *
   * @param filter which
   * @return the runs
   */
  List<RunView> runs(RunFilter filter);

  /**
   * Tells all about a run.
   *
   * @param run its name
   * @param environment whether to show the values of environment variables whose names do not look
   *     secret; the others are never shown
   * @return the run
   */
  RunDetails show(String run, boolean environment);

  /**
   * Reads what the latest job of a run has written.
   *
   * @param run its name
   * @param follow whether to go on until the job has ended
   * @param sink takes the lines, one after the other
   * @return completes after the last line; cancelling it ends the reading
   */
  CompletableFuture<Void> logs(String run, boolean follow, Consumer<LogLine> sink);
}
