package org.fluxjvm.scheduler.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.fluxjvm.scheduler.control.RunFilter;
import org.fluxjvm.scheduler.control.RunReading;
import org.fluxjvm.scheduler.control.RunView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runs}. */
@Command(
    name = "runs",
    description = {
      "List runs, the latest first, and say why one waits.",
      "When no scheduler runs, they are read from its ledger."
    })
final class RunsCommand implements Callable<Integer> {
  /** {@link org.fluxjvm.scheduler.RunState#word}. */
  private enum State {
    INTENT,
    HELD,
    RELEASING,
    RELEASED,
    RUNNING,
    DONE,
    UNCERTAIN,
    ABANDONED
  }

  private final Surroundings surroundings;

  @Mixin private final Reading reading = new Reading();

  @Option(names = "--job", paramLabel = "JOB", description = "Only runs of this job.")
  private @Nullable String job;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      description = "Only runs in these states: ${COMPLETION-CANDIDATES}.")
  private List<State> states = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many runs at most; ${DEFAULT-VALUE} without it.")
  private int limit;

  RunsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What {@code --json} prints. */
  private record Listing(List<RunView> runs) {}

  @Override
  public Integer call() {
    return reading.read(surroundings, this::list);
  }

  private int list(RunReading runs) {
    Set<String> words = states.stream().map(State::name).collect(Collectors.toSet());
    List<RunView> found = runs.runs(new RunFilter(Optional.ofNullable(job), words, limit));
    if (reading.isJson()) {
      JsonLines.print(surroundings.out(), new Listing(found));
    } else {
      new RunTable(surroundings.style())
          .lines(found, surroundings.width())
          .forEach(surroundings.out()::println);
    }
    return 0;
  }
}
