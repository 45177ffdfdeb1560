package org.fluxjvm.scheduler.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The program, started in this virtual machine, and what it has written. */
record Started(int status, String out, String err) {
  static Started with(Path directory, String... arguments) {
    return on(Optional.empty(), directory, arguments);
  }

  static Started on(Optional<Size> terminal, Path directory, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream printOut = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream printErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      int status =
          Main.execute(
              new Surroundings(
                  printOut,
                  printErr,
                  Map.of(
                      "PATH",
                      System.getenv().getOrDefault("PATH", ""),
                      "TERM",
                      "xterm",
                      "NO_COLOR",
                      "1",
                      "XDG_STATE_HOME",
                      directory.toString()),
                  directory,
                  Clock.systemUTC(),
                  () -> terminal),
              arguments);
      return new Started(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }

  static Path file(Path directory, String yaml) throws IOException {
    return Files.writeString(directory.resolve("schedule.yaml"), yaml);
  }
}
