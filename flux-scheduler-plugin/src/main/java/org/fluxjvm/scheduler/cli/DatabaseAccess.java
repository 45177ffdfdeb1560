package org.fluxjvm.scheduler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.fluxjvm.scheduler.control.StateDirectory;
import org.fluxjvm.scheduler.jdbc.DatabaseUrl;

/**
 * How databases are reached. User and password come from the environment or a file, never from a
 * command line, which everybody on a machine can read; and jobs do not inherit them.
 */
final class DatabaseAccess {
  private static final String PREFIX = "FLUX_SCHEDULER_DB_";
  private static final String USER = PREFIX + "USER";
  private static final String PASSWORD = PREFIX + "PASSWORD";
  private static final String PASSWORD_FILE = PREFIX + "PASSWORD_FILE";

  private final Surroundings surroundings;

  DatabaseAccess(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * The URL of the file that a scheduler has for itself. Each commit is on the disk at once, and an
   * interrupt, such as Quartz' own at its end, does not close the file for all threads.
   */
  static String file(StateDirectory directory) {
    return url("jdbc:h2:async:", directory);
  }

  /** Whether a URL is that of a scheduler's own file, by any of the ways to open it. */
  static boolean isFile(String url, StateDirectory directory) {
    return url.equals(file(directory)) || url.equals(url("jdbc:h2:file:", directory));
  }

  private static String url(String opening, StateDirectory directory) {
    Path path = directory.path().resolve("scheduler");
    if (path.toString().contains(";")) {
      throw new Failure(
          Failure.WRONG,
          "flux-scheduler: the state directory of a file store cannot have a semicolon in its"
              + " path");
    }
    return opening + path + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }

  String checked(String url) {
    if (DatabaseUrl.hasSecret(url)) {
      throw new Failure(
          Failure.WRONG,
          "flux-scheduler: --db: the URL has a password in it, which every user of this machine"
              + " can read now: change it, and give it in %s or in a file that %s names"
                  .formatted(PASSWORD, PASSWORD_FILE));
    }
    if (!url.startsWith("jdbc:")) {
      throw new Failure(
          Failure.WRONG, "flux-scheduler: --db: a JDBC URL begins with jdbc:, not " + url);
    }
    return url;
  }

  Optional<Store.Login> login() {
    Map<String, String> environment = surroundings.environment();
    String user = environment.getOrDefault(USER, "");
    return user.isEmpty()
        ? Optional.empty()
        : Optional.of(new Store.Login(user, password(environment)));
  }

  private String password(Map<String, String> environment) {
    String file = environment.getOrDefault(PASSWORD_FILE, "");
    if (file.isEmpty()) {
      return environment.getOrDefault(PASSWORD, "");
    }
    try {
      return Files.readString(surroundings.directory().resolve(file)).strip();
    } catch (IOException e) {
      throw new Failure(Failure.FAILED, PASSWORD_FILE + " cannot be read: " + e, e);
    }
  }

  /** The environment that jobs start out with. */
  static Map<String, String> forJobs(Map<String, String> environment) {
    Map<String, String> rest = new HashMap<>(environment);
    rest.keySet().removeIf(name -> name.startsWith(PREFIX));
    return rest;
  }
}
