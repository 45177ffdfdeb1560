package org.fluxjvm.connector.libflux;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code flux} command of an installed flux-core. */
public final class FluxCommand {
  private FluxCommand() {}

  /**
   * Looks for the command.
   *
   * @param path a list of directories as in the variable {@code PATH}, null if that is not set
   * @return the first executable {@code flux}
   */
  public static Optional<Path> find(@Nullable String path) {
    if (path == null) {
      return Optional.empty();
    }
    for (String directory : path.split(File.pathSeparator, -1)) {
      Path command = Path.of(directory.isEmpty() ? "." : directory, "flux");
      if (Files.isRegularFile(command) && Files.isExecutable(command)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }
}
