package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.RunHistory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a ledger knows and no event tells: how many runs are uncertain, and when each job first ran
 * and last did its work, by whichever scheduler. It is asked now and then; whoever looks here does
 * not wait for it. Safe from any thread.
 */
final class LedgerReading {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerReading.class);

  /** By how much the clocks of schedulers may differ that date the ledger. */
  private static final Duration OVERLAP = Duration.ofMinutes(5);

  private final String scheduler;
  private final RunHistory history;
  private final Map<String, Instant> successes = new HashMap<>();
  private final Map<String, Instant> firsts = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private Instant askedAt = Instant.EPOCH;
  private OptionalInt uncertain = OptionalInt.empty();

  LedgerReading(String scheduler, RunHistory history) {
    this.scheduler = scheduler;
    this.history = history;
  }

  /**
   * Asks the ledger, which may take its time.
   *
   * @param jobs whose successes matter, each as {@code group.name}
   * @param now the time
   */
  void ask(Set<String> jobs, Instant now) {
    try {
      int count = history.uncertain(scheduler);
      Map<String, Instant> found =
          new HashMap<>(history.lastSuccesses(scheduler, known(jobs), since()));
      found.putAll(history.lastSuccesses(scheduler, added(jobs), Instant.EPOCH));
      take(jobs, now, count, found, history.firstRuns(scheduler, unrun(jobs)));
    } catch (LedgerException e) {
      LOG.debug("The ledger does not answer", e);
      silent();
    }
  }

  private synchronized Instant since() {
    return askedAt.equals(Instant.EPOCH) ? askedAt : askedAt.minus(OVERLAP);
  }

  private synchronized Set<String> known(Set<String> jobs) {
    Set<String> known = new HashSet<>(jobs);
    known.retainAll(asked);
    return known;
  }

  private synchronized Set<String> added(Set<String> jobs) {
    Set<String> added = new HashSet<>(jobs);
    added.removeAll(asked);
    return added;
  }

  private synchronized Set<String> unrun(Set<String> jobs) {
    Set<String> unrun = new HashSet<>(jobs);
    unrun.removeAll(firsts.keySet());
    return unrun;
  }

  private synchronized void take(
      Set<String> jobs,
      Instant now,
      int count,
      Map<String, Instant> found,
      Map<String, Instant> foundFirsts) {
    asked.clear();
    asked.addAll(jobs);
    askedAt = now;
    uncertain = OptionalInt.of(count);
    successes.keySet().retainAll(jobs);
    found.forEach(this::succeeded);
    firsts.keySet().retainAll(jobs);
    firsts.putAll(foundFirsts);
  }

  private synchronized void silent() {
    uncertain = OptionalInt.empty();
  }

  /** A run of a job ended well. */
  synchronized void succeeded(String job, Instant time) {
    successes.merge(job, time, (known, other) -> known.isAfter(other) ? known : other);
  }

  /** When a run of a job last ended well, if one has. */
  synchronized Optional<Instant> lastSuccess(String job) {
    return Optional.ofNullable(successes.get(job));
  }

  /** When the first run of a job began that the ledger knows. */
  synchronized Optional<Instant> firstRun(String job) {
    return Optional.ofNullable(firsts.get(job));
  }

  /**
   * How many runs are uncertain; empty if the ledger has not answered, or not lately.
   *
   * @param earliest when it must have answered
   */
  synchronized OptionalInt uncertain(Instant earliest) {
    return askedAt.isBefore(earliest) ? OptionalInt.empty() : uncertain;
  }
}
