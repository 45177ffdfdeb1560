package org.fluxjvm.scheduler.control;

import java.util.List;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunReport;

/** Finds runs by what a person calls them. */
public final class RunNames {
  private static final int ID_LENGTH = 16;
  private static final int NAMED_AT_MOST = 3;

  private final String scheduler;
  private final RunHistory history;

  /**
   * The names of a scheduler's runs.
   *
   * @param scheduler its name
   * @param history where its runs are
   */
  public RunNames(String scheduler, RunHistory history) {
    this.scheduler = scheduler;
    this.history = history;
  }

  /**
   * Finds a run.
   *
   * @param name its id, or the beginning of that
   * @return the run
   * @throws ControlException if no run begins so, or more than one
   */
  public RunReport find(String name) {
    String id = name.length() == ID_LENGTH ? name : complete(name);
    return history
        .report(id)
        .filter(report -> report.run().key().scheduler().equals(scheduler))
        .orElseThrow(() -> unknown(name));
  }

  private String complete(String beginning) {
    List<String> ids =
        history.startingWith(scheduler, beginning, NAMED_AT_MOST).stream()
            .map(run -> run.key().id())
            .toList();
    if (ids.isEmpty()) {
      throw unknown(beginning);
    }
    if (ids.size() > 1) {
      throw new ControlException(
          "more than one run begins with %s: %s%s"
              .formatted(
                  beginning,
                  String.join(", ", ids),
                  ids.size() < NAMED_AT_MOST ? "" : ", and perhaps more"));
    }
    return ids.getFirst();
  }

  private static ControlException unknown(String name) {
    return new ControlException(
        "no run is named " + name + "; flux-scheduler runs lists them, the latest first");
  }
}
