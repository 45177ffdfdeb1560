package org.fluxjvm.scheduler.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.fluxjvm.scheduler.schedule.Problem;
import org.fluxjvm.scheduler.schedule.ScheduleFile;
import org.fluxjvm.scheduler.schedule.ScheduleFileException;

/** Reads schedule files for a person. */
final class Schedules {
  private Schedules() {}

  /** The schedule in a file; its warnings go to standard error, its mistakes end the program. */
  static ScheduleFile read(Path file, Surroundings surroundings) {
    try {
      Path found = surroundings.directory().resolve(file);
      ScheduleFile schedule =
          ScheduleFile.read(file.isAbsolute() ? file : shown(file, found), surroundings.clock());
      schedule.warnings().forEach(warning -> surroundings.err().println(line(warning)));
      return schedule;
    } catch (ScheduleFileException e) {
      throw wrong(e.problems());
    }
  }

  /** The file as it was given, if that finds it from the working directory of this process. */
  private static Path shown(Path file, Path found) {
    return file.toAbsolutePath().equals(found.toAbsolutePath()) ? file : found;
  }

  /** Ends the program with the problems of a schedule file. */
  static Failure wrong(List<Problem> problems) {
    return new Failure(
        Failure.WRONG, problems.stream().map(Schedules::line).collect(Collectors.joining("\n")));
  }

  /** As compilers do, so that editors find the place: {@code file:line:column: warning: text}. */
  static String line(Problem problem) {
    String line = problem.toString();
    return switch (problem.severity()) {
      case ERROR -> line;
      case WARNING ->
          line.substring(0, line.length() - problem.text().length()) + "warning: " + problem.text();
    };
  }
}
