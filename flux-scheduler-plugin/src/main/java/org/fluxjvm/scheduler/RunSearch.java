package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds runs among those that are kept in memory. Whoever changes them meanwhile keeps others off.
 *
 * @param runs all of them, as they are at each search
 */
record RunSearch(Collection<RunRecord> runs) {

  private Stream<RunRecord> of(String scheduler) {
    return runs.stream().filter(run -> run.key().scheduler().equals(scheduler));
  }

  /** As {@link RunLedger#open}. */
  List<RunRecord> open(String scheduler) {
    return of(scheduler)
        .filter(run -> run.state() instanceof RunState.Open)
        .sorted(Comparator.comparing(RunRecord::created))
        .toList();
  }

  /** As {@link RunHistory#runs}. */
  List<RunRecord> matching(RunQuery query) {
    return of(query.scheduler())
        .filter(run -> query.job().isEmpty() || query.job().get().equals(run.job()))
        .filter(run -> query.words().isEmpty() || query.words().contains(run.state().word()))
        .sorted(Comparator.comparing(RunRecord::created).reversed())
        .limit(query.limit())
        .toList();
  }

  /** As {@link RunHistory#uncertain}. */
  int uncertain(String scheduler) {
    return (int) of(scheduler).filter(run -> run.state() instanceof RunState.Uncertain).count();
  }

  /** As {@link RunHistory#lastSuccesses}. */
  Map<String, Instant> lastSuccesses(String scheduler, Set<String> jobs, Instant since) {
    return of(scheduler)
        .filter(run -> jobs.contains(run.job()))
        .filter(run -> run.state() instanceof RunState.Done done && done.end().isSuccess())
        .filter(run -> !run.updated().isBefore(since))
        .collect(
            Collectors.toMap(
                RunRecord::job,
                RunRecord::updated,
                BinaryOperator.maxBy(Comparator.naturalOrder())));
  }

  /** As {@link RunHistory#firstRuns}. */
  Map<String, Instant> firstRuns(String scheduler, Set<String> jobs) {
    return of(scheduler)
        .filter(run -> jobs.contains(run.job()))
        .collect(
            Collectors.toMap(
                RunRecord::job,
                RunRecord::created,
                BinaryOperator.minBy(Comparator.naturalOrder())));
  }

  /** As {@link RunHistory#report}; of the submissions, only the latest is kept. */
  Optional<RunReport> report(String id) {
    return runs.stream()
        .filter(run -> run.key().id().equals(id))
        .findFirst()
        .map(run -> new RunReport(run, List.of(submission(run))));
  }

  /** As {@link RunHistory#startingWith}. */
  List<RunRecord> startingWith(String scheduler, String prefix, int limit) {
    return of(scheduler)
        .filter(run -> run.key().id().startsWith(prefix))
        .sorted(Comparator.comparing(run -> run.key().id()))
        .limit(limit)
        .toList();
  }

  private static RunReport.Submission submission(RunRecord run) {
    Optional<Placement> placement =
        run.state() instanceof RunState.Placed placed
            ? Optional.of(placed.placement())
            : Optional.empty();
    return new RunReport.Submission(
        run.attempt(), placement, run.owner(), Map.of(run.state().word(), run.updated()), "");
  }
}
