package org.fluxjvm.scheduler.schedule;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A schedule file without mistakes.
 *
 * @param file where it was read
 * @param jobs its jobs, one or more, in the order of the file
 * @param warnings what may surprise its author, by line and column
 * @param refusedByEmbedded what only a real Flux instance can run: the errors that the file has for
 *     an embedded one
 */
public record ScheduleFile(
    Path file, List<ScheduledJob> jobs, List<Problem> warnings, List<Problem> refusedByEmbedded) {

  /**
   * Reads a schedule file: a regular file in UTF-8 of at most 1 MiB, with one YAML document.
   *
   * @param file the file; jobspec files are looked up beside it
   * @param clock what is past, and from when on fires are foreseen for warnings
   * @return the jobs and the warnings
   * @throws ScheduleFileException if there is a mistake in it, or it cannot be read at all: the
   *     first mistake of syntax alone, or else every other
   */
  public static ScheduleFile read(Path file, Clock clock) throws ScheduleFileException {
    Problems problems = new Problems(file);
    CronWarnings warnings = new CronWarnings(clock.instant(), problems);
    List<ScheduledJob> jobs =
        document(file, problems)
            .map(new ScheduleReader(problems, warnings)::read)
            .orElse(List.of());
    if (problems.anyError()) {
      throw new ScheduleFileException(problems.sorted());
    }
    return new ScheduleFile(
        file, List.copyOf(jobs), problems.sorted(), problems.refusedByEmbedded());
  }

  private static Optional<Node> document(Path file, Problems problems) {
    try {
      return Document.compose(FileText.read(file), problems);
    } catch (FileText.Unusable e) {
      problems.error(e.place(), e.what());
      return Optional.empty();
    }
  }
}
