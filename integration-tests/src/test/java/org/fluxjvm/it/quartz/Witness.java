package org.fluxjvm.it.quartz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;

/** A file that jobs append lines to: what is in it has run. */
final class Witness {
  private final Path file;

  Witness(Path directory) {
    file = directory.resolve("witness");
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return file;
  }

  /** The shell command that appends a line. */
  String says(String line) {
    return "echo '" + line + "' >> " + file;
  }

  /** Appends a line from here. */
  void say(String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void await(String line) {
    await(line, 1);
  }

  /** Waits until a line is there so many times. */
  void await(String line, int times) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Collections.frequency(lines(), line) >= times);
  }
}
