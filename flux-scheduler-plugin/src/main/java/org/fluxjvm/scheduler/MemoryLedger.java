package org.fluxjvm.scheduler;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A ledger that ends with its process: for tests, and for schedulers that need no more. The runs
 * that are over are forgotten, the first to end first, when there are more than 10,000; never one
 * that is uncertain.
 */
public final class MemoryLedger implements RunLedger, RunHistory {
  private static final int MOST_CLOSED = 10_000;

  private final InstantSource clock;
  private final String identity;
  private final Map<RunKey, RunRecord> runs = new LinkedHashMap<>();
  private final RunSearch search = new RunSearch(runs.values());

  /** Of the runs that were submitted again within their try, how often Flux had taken them. */
  private final Map<RunKey, Integer> taken = new HashMap<>();

  /** What may be forgotten, in the order in which it ended. */
  private final Set<RunKey> over = new LinkedHashSet<>();

  /**
   * An empty ledger.
   *
   * @param clock dates the changes
   */
  public MemoryLedger(InstantSource clock) {
    this(clock, UUID.randomUUID().toString());
  }

  /** One that stands for another, of which it knows something. */
  MemoryLedger(InstantSource clock, String identity) {
    this.clock = clock;
    this.identity = identity;
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public synchronized Claim claim(RunKey key, String job, Owner owner) {
    RunRecord known = runs.get(key);
    if (known == null) {
      RunRecord begun = RunRecord.begun(key, job, Optional.of(owner), clock.instant());
      return new Claim.Begun(put(begun));
    }
    return known.state() instanceof RunState.Closed
        ? new Claim.Over(known)
        : new Claim.TakenOver(put(known.takenOver(owner)));
  }

  /** Puts back what is known of a run from elsewhere. */
  synchronized void restore(RunRecord run) {
    put(run);
  }

  @Override
  public synchronized Optional<RunRecord> advance(RunRecord from, RunState.Open to) {
    if (to instanceof RunState.Intent) {
      throw new IllegalArgumentException("a run is put back to INTENT by repeat");
    }
    boolean forbidden =
        to instanceof RunState.Releasing
            && find(from.key()).flatMap(RunRecord::cancelReason).isPresent();
    return forbidden ? Optional.empty() : change(from, run -> run.at(to, clock.instant()));
  }

  @Override
  public synchronized Optional<RunRecord> repeat(
      RunRecord from, Attempt next, Instant notBefore, String reason) {
    Optional<RunRecord> again = change(from, run -> run.repeated(next, notBefore, clock.instant()));
    if (again.isPresent() && next.number() == from.attempt().number()) {
      taken.merge(from.key(), submissions(from.state()), Integer::sum);
    } else if (again.isPresent()) {
      taken.remove(from.key());
    }
    return again;
  }

  @Override
  public synchronized int submissions(RunRecord run) {
    RunState state = find(run.key()).map(RunRecord::state).orElse(run.state());
    return taken.getOrDefault(run.key(), 0) + submissions(state);
  }

  private static int submissions(RunState state) {
    return state instanceof RunState.Placed ? 1 : 0;
  }

  @Override
  public synchronized Optional<RunRecord> close(
      RunRecord from, RunState.Closed end, List<Successor> successors) {
    Optional<RunRecord> done = change(from, run -> run.at(end, clock.instant()));
    if (done.isPresent()) {
      begin(successors);
    }
    return done;
  }

  @Override
  public synchronized Optional<RunRecord> resolve(
      RunKey key, RunEnd end, List<Successor> successors) {
    Optional<RunRecord> done =
        find(key)
            .filter(run -> run.state() instanceof RunState.Uncertain)
            .map(run -> put(run.at(new RunState.Done(end), clock.instant())));
    if (done.isPresent()) {
      begin(successors);
    }
    return done;
  }

  private void begin(List<Successor> successors) {
    for (Successor successor : successors) {
      if (!runs.containsKey(successor.key())) {
        put(RunRecord.begun(successor.key(), successor.job(), Optional.empty(), clock.instant()));
      }
    }
  }

  @Override
  public synchronized Optional<RunRecord> reopen(RunKey key) {
    return find(key)
        .filter(run -> run.state() instanceof RunState.Closed)
        .map(run -> put(run.reopened(clock.instant())));
  }

  @Override
  public synchronized Optional<RunRecord> requestCancel(RunKey key, String reason) {
    return find(key)
        .filter(run -> run.state() instanceof RunState.Open)
        .map(run -> put(run.toBeCancelled(reason)));
  }

  @Override
  public synchronized Optional<RunRecord> find(RunKey key) {
    return Optional.ofNullable(runs.get(key));
  }

  @Override
  public synchronized List<RunRecord> open(String scheduler) {
    return search.open(scheduler);
  }

  @Override
  public synchronized List<RunRecord> runs(RunQuery query) {
    return search.matching(query);
  }

  @Override
  public synchronized int uncertain(String scheduler) {
    return search.uncertain(scheduler);
  }

  @Override
  public synchronized Map<String, Instant> lastSuccesses(
      String scheduler, Set<String> jobs, Instant since) {
    return search.lastSuccesses(scheduler, jobs, since);
  }

  @Override
  public synchronized Map<String, Instant> firstRuns(String scheduler, Set<String> jobs) {
    return search.firstRuns(scheduler, jobs);
  }

  /** Of the submissions, only the latest is kept. */
  @Override
  public synchronized Optional<RunReport> report(String id) {
    return search.report(id);
  }

  @Override
  public synchronized List<RunRecord> startingWith(String scheduler, String prefix, int limit) {
    return search.startingWith(scheduler, prefix, limit);
  }

  @Override
  public synchronized int prune(Instant before) {
    List<RunKey> old =
        over.stream()
            .filter(key -> key.scheduled().isBefore(before))
            .filter(key -> find(key).orElseThrow().updated().isBefore(before))
            .toList();
    old.forEach(this::forget);
    return old.size();
  }

  private Optional<RunRecord> change(RunRecord from, UnaryOperator<RunRecord> change) {
    RunRecord now = runs.get(from.key());
    if (now == null
        || now.state() instanceof RunState.Closed
        || now.epoch() != from.epoch()
        || !now.attempt().equals(from.attempt())
        || !now.state().equals(from.state())) {
      return Optional.empty();
    }
    return Optional.of(put(change.apply(now)));
  }

  private RunRecord put(RunRecord run) {
    runs.put(run.key(), run);
    over.remove(run.key());
    if (run.state() instanceof RunState.Closed) {
      taken.remove(run.key());
    }
    if (run.state() instanceof RunState.Done || run.state() instanceof RunState.Abandoned) {
      over.add(run.key());
    }
    if (over.size() > MOST_CLOSED) {
      forget(over.iterator().next());
    }
    return run;
  }

  private void forget(RunKey key) {
    over.remove(key);
    runs.remove(key);
  }
}
