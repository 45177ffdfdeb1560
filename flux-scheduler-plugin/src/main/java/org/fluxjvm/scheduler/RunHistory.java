package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
   * Forgets runs that ended before a time. A run whose key can come again is kept: one of a firing
   * at or after that time.
   *
   * @param before the time
   * @return how many were forgotten
   */
  int prune(Instant before);
}
