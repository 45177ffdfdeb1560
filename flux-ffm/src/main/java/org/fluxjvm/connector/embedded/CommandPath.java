package org.fluxjvm.connector.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Finds a command as {@code execvp(3)} does, to tell what is wrong before it is tried. */
sealed interface CommandPath {
  /** It can be run. */
  record Found(Path path) implements CommandPath {}

  /** It cannot. */
  record Unusable(String reason, int status) implements CommandPath {}

  /** The exit codes of shells for a command that is not there, or is no program. */
  int NOT_FOUND = 127 << 8;

  /** See {@link #NOT_FOUND}. */
  int NOT_EXECUTABLE = 126 << 8;

  static CommandPath find(String command, Path cwd, Map<String, String> environment) {
    if (command.indexOf('/') >= 0) {
      return check(command, cwd.resolve(command));
    }
    CommandPath best = new Unusable(command + ": No such file or directory", NOT_FOUND);
    for (String folder : environment.getOrDefault("PATH", "/bin:/usr/bin").split(":", -1)) {
      CommandPath candidate = check(command, cwd.resolve(folder).resolve(command));
      if (candidate instanceof Found) {
        return candidate;
      }
      if (candidate instanceof Unusable unusable && unusable.status == NOT_EXECUTABLE) {
        best = candidate;
      }
    }
    return best;
  }

  private static CommandPath check(String command, Path path) {
    if (!Files.exists(path)) {
      return new Unusable(command + ": No such file or directory", NOT_FOUND);
    }
    return Files.isRegularFile(path) && Files.isExecutable(path)
        ? new Found(path)
        : new Unusable(command + ": Permission denied", NOT_EXECUTABLE);
  }
}
