package org.fluxjvm.scheduler.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.fluxjvm.scheduler.control.ControlException;
import org.fluxjvm.scheduler.control.StateDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a scheduler keeps what outlives it. */
final class StoreOptions {
  /** The stores that need no server. */
  enum Kind {
    ram,
    file
  }

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "The scheduler's name, under which its runs are found again; the name of the schedule"
              + " file without it.")
  private @Nullable String name;

  @Option(
      names = {"--state-dir", "--state"},
      paramLabel = "DIR",
      description =
          "The state directory, for this user only: database, socket, lock. Without it,"
              + " $$XDG_STATE_HOME/flux-scheduler/NAME, or ~/.local/state/flux-scheduler/NAME.")
  private @Nullable Path state;

  @Option(
      names = "--store",
      paramLabel = "KIND",
      description =
          "file (the default): an H2 database in the state directory; kill the program, start it"
              + " again, and nothing is lost or run twice. ram: nothing is kept but the jobs in"
              + " Flux.")
  private Kind kind = Kind.file;

  @Option(
      names = "--db",
      paramLabel = "URL",
      description =
          "A database server in place of the file: jdbc:postgresql:..., jdbc:mariadb:... or"
              + " jdbc:mysql:..., its driver on FLUX_SCHEDULER_CLASSPATH. User and password are in"
              + " FLUX_SCHEDULER_DB_USER, and FLUX_SCHEDULER_DB_PASSWORD or the file that"
              + " FLUX_SCHEDULER_DB_PASSWORD_FILE names; never on the command line.")
  private @Nullable String url;

  @Option(
      names = "--create-tables",
      description = "Make the tables on the server that are not there; a file has them made.")
  private boolean createTables;

  String name(Path file) {
    return name == null ? StatePlaces.nameOf(file) : StatePlaces.checked(name);
  }

  StateDirectory directory(String scheduler, Surroundings surroundings) {
    Path path =
        state == null
            ? new StatePlaces(surroundings.environment()).of(scheduler)
            : surroundings.directory().resolve(state);
    try {
      return StateDirectory.create(path);
    } catch (ControlException e) {
      throw new Failure(Failure.FAILED, e.getMessage() + " (--state-dir DIR)", e);
    }
  }

  Store store(StateDirectory directory, Surroundings surroundings) {
    if (url != null) {
      DatabaseAccess access = new DatabaseAccess(surroundings);
      return new Store.Database(access.checked(url), access.login(), false, createTables);
    }
    return switch (kind) {
      case ram -> new Store.Memory();
      case file -> new Store.Database(DatabaseAccess.file(directory), Optional.empty(), true, true);
    };
  }
}
