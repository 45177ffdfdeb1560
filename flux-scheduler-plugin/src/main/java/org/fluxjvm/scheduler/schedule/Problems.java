package org.fluxjvm.scheduler.schedule;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fluxjvm.scheduler.schedule.Problem.Severity;
import org.yaml.snakeyaml.error.Mark;

/** Collects the problems of one file; what an alias repeats is kept once. */
final class Problems {
  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

  private final Path file;
  private final Set<Problem> found = new LinkedHashSet<>();
  private final Set<Problem> refusedByEmbedded = new LinkedHashSet<>();

  Problems(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  void error(Place place, String text) {
    found.add(problem(place, Severity.ERROR, text));
  }

  void error(Mark mark, String text) {
    error(Place.of(mark), text);
  }

  void warning(Mark mark, String text) {
    found.add(problem(Place.of(mark), Severity.WARNING, text));
  }

  /** An error for an embedded instance only. */
  void refusedByEmbedded(Mark mark, String text) {
    refusedByEmbedded.add(problem(Place.of(mark), Severity.ERROR, text));
  }

  private Problem problem(Place place, Severity severity, String text) {
    return new Problem(file, place.line(), place.column(), severity, text);
  }

  boolean anyError() {
    return found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  /** All of them, by place; those of one place in the order in which they were found. */
  List<Problem> sorted() {
    return found.stream().sorted(BY_PLACE).toList();
  }

  List<Problem> refusedByEmbedded() {
    return refusedByEmbedded.stream().sorted(BY_PLACE).toList();
  }
}
