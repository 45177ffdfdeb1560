package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a ledger tells people. */
public interface RunHistory {
  /**
   * Reads runs, the latest first.
   *
   * @param query which
   * @return at most as many as the query asks for
   */
  List<RunRecord> runs(RunQuery query);

  /**
   * Reads one run, and all of its submissions.
   *
   * @param id the run's short name, {@link RunKey#id}
   * @return the run, if it is known
   */
  Optional<RunReport> report(String id);

  /**
   * Reads the runs whose short names begin alike.
   *
   * @param scheduler the scheduler whose runs they are
   * @param prefix what {@link RunKey#id} begins with; no pattern
   * @param limit how many at most
   * @return the runs, by their short names
   */
  List<RunRecord> startingWith(String scheduler, String prefix, int limit);

  /**
   * Counts the runs that a person has to settle.
   *
   * @param scheduler the scheduler whose runs they are
   * @return how many are uncertain
   */
  int uncertain(String scheduler);

  /**
   * Finds when jobs last did their work.
   *
   * @param scheduler the scheduler whose jobs they are
   * @param jobs the jobs: group and name, joined by a dot
   * @param since what ended before is not looked at
   * @return of those jobs that have one, when their latest run that completed has ended
   */
  Map<String, Instant> lastSuccesses(String scheduler, Set<String> jobs, Instant since);

  /**
   * Finds since when jobs are known.
   *
   * @param scheduler the scheduler whose jobs they are
   * @param jobs the jobs: group and name, joined by a dot
   * @return of those jobs that have one, when their earliest run that is not forgotten has begun
   */
  Map<String, Instant> firstRuns(String scheduler, Set<String> jobs);

  /**
   * Forgets runs that ended before a time. A run whose key can come again is kept: one of a firing
   * at or after that time.
   *
   * @param before the time
   * @return how many were forgotten
   */
  int prune(Instant before);
}
