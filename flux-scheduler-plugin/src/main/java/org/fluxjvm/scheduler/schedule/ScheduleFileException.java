package org.fluxjvm.scheduler.schedule;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A schedule file that cannot be used. The message is {@link #problems()}, one to a line; there is
 * at least one error among them.
 */
public final class ScheduleFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  ScheduleFileException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /**
   * Everything that was found, warnings too.
   *
   * @return the problems, sorted by line and column
   */
  public List<Problem> problems() {
    return problems;
  }
}
