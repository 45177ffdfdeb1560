package org.fluxjvm.scheduler.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The schedule files of the tests, and the moment at which they are read. */
final class Samples {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private Samples() {}

  static Path folder(String name) {
    URL folder = Objects.requireNonNull(Samples.class.getResource(name), name);
    try {
      return Path.of(folder.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The YAML files right in a folder. */
  static List<Path> in(String folder) {
    try (Stream<Path> files = Files.list(folder(folder))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ScheduleFile right(String name) throws ScheduleFileException {
    return ScheduleFile.read(folder("right").resolve(name), CLOCK);
  }

  /** Everything that is said about a text, each problem as a line without the file. */
  static List<String> problems(Path folder, String text) throws IOException {
    return problems(Files.writeString(folder.resolve("schedule.yaml"), text));
  }

  /** Everything that is said about a file, each problem as a line without the file. */
  static List<String> problems(Path file) {
    return read(file).stream()
        .map(Problem::toString)
        .map(line -> line.substring(file.toString().length() + 1))
        .toList();
  }

  private static List<Problem> read(Path file) {
    try {
      return ScheduleFile.read(file, CLOCK).warnings();
    } catch (ScheduleFileException e) {
      return e.problems();
    }
  }
}
