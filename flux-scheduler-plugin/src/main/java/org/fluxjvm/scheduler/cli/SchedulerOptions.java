package org.fluxjvm.scheduler.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fluxjvm.scheduler.control.ControlClient;
import org.fluxjvm.scheduler.control.ControlException;
import org.fluxjvm.scheduler.control.NotRunningException;
import org.fluxjvm.scheduler.control.StateDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which scheduler a command is for. */
final class SchedulerOptions {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The scheduler's name. Needed only if there is more than one.")
  private @Nullable String name;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description = "The scheduler's state directory, if it was started with one.")
  private @Nullable Path state;

  StateDirectory directory(Surroundings surroundings) {
    StatePlaces places = new StatePlaces(surroundings.environment());
    try {
      return StateDirectory.open(
          state == null ? places.of(name(places)) : surroundings.directory().resolve(state));
    } catch (ControlException e) {
      throw new Failure(Failure.FAILED, e.getMessage() + "\n" + HOW_TO_START, e);
    }
  }

  private String name(StatePlaces places) {
    if (name != null) {
      return StatePlaces.checked(name);
    }
    List<String> names = places.names();
    if (names.isEmpty()) {
      throw new Failure(
          Failure.FAILED,
          "no scheduler has left its state in " + places.root() + "\n" + HOW_TO_START);
    }
    List<String> running = names.stream().filter(one -> isRunning(places.of(one))).toList();
    List<String> candidates = running.isEmpty() ? names : running;
    if (candidates.size() > 1) {
      throw new Failure(
          Failure.FAILED,
          "which scheduler? there are %s: --name NAME".formatted(String.join(", ", candidates)));
    }
    return candidates.getFirst();
  }

  private static boolean isRunning(Path directory) {
    try {
      return Files.exists(directory.resolve("control.sock"))
          && ControlClient.of(StateDirectory.open(directory)) != null;
    } catch (NotRunningException | ControlException e) {
      return false; // it is somebody else's, or dead
    }
  }

  /** The controls of the scheduler, which has to run. */
  ControlClient controls(Surroundings surroundings) {
    StateDirectory directory = directory(surroundings);
    try {
      return ControlClient.of(directory);
    } catch (NotRunningException e) {
      throw new Failure(Failure.FAILED, e.getMessage() + "\n" + HOW_TO_START, e);
    }
  }

  static final String HOW_TO_START =
      "start one with flux-scheduler run FILE, or name the one that runs: --name NAME, --state-dir"
          + " DIR";
}
