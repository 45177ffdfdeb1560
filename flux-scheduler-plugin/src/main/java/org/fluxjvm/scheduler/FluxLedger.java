package org.fluxjvm.scheduler;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.Jobs;
import org.fluxjvm.job.Lookup;
import org.fluxjvm.rpc.ResponseStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger of a scheduler without a database: the jobs in Flux are what outlives it.
 *
 * <p>What was fired and not submitted when a scheduler crashed is lost. What was submitted is read
 * back at the next start: a job that was not released yet is released then, one that runs is
 * followed. Of runs that are over, only those of this start are known.
 */
public final class FluxLedger implements RunLedger, RunHistory, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FluxLedger.class);

  private static final Comparator<JobPast> FURTHEST =
      Comparator.comparingInt((JobPast past) -> past.attempt().number())
          .thenComparing(JobPast::hasStarted)
          .thenComparing(JobPast::isReleased)
          .thenComparing(JobPast::attempt);

  private final MemoryLedger runs;
  private final Lease lease;

  private FluxLedger(MemoryLedger runs, Lease lease) {
    this.runs = runs;
    this.lease = lease;
  }

  /**
   * Opens the ledger of a scheduler, which nobody else has as long as this one is open, and reads
   * back what it left in Flux.
   *
   * @param flux the instance that it runs on
   * @param scheduler its name
   * @param clock dates the changes
   * @return the ledger
   * @throws LedgerException if a scheduler of that name has it, or Flux cannot be asked
   */
  public static FluxLedger open(Flux flux, String scheduler, InstantSource clock) {
    Lease lease = Lease.take(flux, scheduler);
    MemoryLedger runs = new MemoryLedger(clock, lease.service());
    try {
      restore(flux, scheduler, runs, clock.instant());
      return new FluxLedger(runs, lease);
    } catch (FluxException e) {
      lease.close();
      throw new LedgerException(
          "the jobs of scheduler " + scheduler + " cannot be read back from Flux: " + e, e);
    }
  }

  private static void restore(Flux flux, String scheduler, MemoryLedger runs, Instant now) {
    Jobs jobs = flux.jobs();
    String instance = flux.attribute("broker.uuid");
    Instant start = JobPast.brokerStart(flux.attribute(JobPast.BROKER_START));
    List<JobId> active = new ArrayList<>();
    JobQuery query = JobQuery.mine().states(JobState.ACTIVE).limit(0).attributes("state");
    try (ResponseStream<JobInfo> listing = jobs.list(query)) {
      listing.forEach(job -> active.add(job.id()));
    }
    List<CompletableFuture<Optional<JobPast>>> pasts =
        active.stream().map(id -> past(jobs, id)).toList();
    Map<RunKey, JobPast> latest = new LinkedHashMap<>();
    for (CompletableFuture<Optional<JobPast>> asked : pasts) {
      join(asked)
          .filter(past -> past.mark().isPresent())
          .filter(past -> past.mark().get().key().scheduler().equals(scheduler))
          .filter(past -> past.mark().get().isOf(runs.identity()))
          .ifPresent(past -> latest.merge(past.mark().get().key(), past, FluxLedger::further));
    }
    for (JobPast past : latest.values()) {
      // What its instance may have forgotten of it only a ledger elsewhere could tell.
      Placement at = new Placement(past.id(), past.instance(instance, start), flux.uri());
      runs.restore(record(past, state(past, at, start), now));
    }
  }

  /**
   * Of two jobs of a run the one that it has come to: that of the latest try, and within that the
   * one that was released. The other is held for nobody, and the janitor's.
   */
  private static JobPast further(JobPast one, JobPast other) {
    return FURTHEST.compare(one, other) < 0 ? other : one;
  }

  private static CompletableFuture<Optional<JobPast>> past(Jobs jobs, JobId id) {
    return jobs.lookupAsync(id, Lookup.of("jobspec", "eventlog").base())
        .thenApply(stored -> Optional.of(JobPast.read(id, stored)))
        .exceptionally(
            error -> {
              LOG.debug("Job {} is gone already", id, error);
              return Optional.empty();
            });
  }

  private static <T> T join(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof FluxException flux ? flux : e;
    }
  }

  private static RunRecord record(JobPast past, RunState state, Instant now) {
    Mark mark = past.mark().orElseThrow();
    return new RunRecord(
        mark.key(),
        mark.job(),
        mark.attempt(),
        state,
        Optional.empty(),
        1,
        Optional.empty(),
        Instant.EPOCH,
        past.events().getFirst().time(),
        now);
  }

  private static RunState state(JobPast past, Placement at, Instant start) {
    if (past.hasStarted()) {
      return new RunState.Running(at);
    }
    if (past.isReleased()) {
      return new RunState.Released(at);
    }
    return past.isHeldAnew(start) ? new RunState.Releasing(at) : new RunState.Held(at);
  }

  @Override
  public String identity() {
    return runs.identity();
  }

  @Override
  public Claim claim(RunKey key, String job, Owner owner) {
    lease.require();
    return runs.claim(key, job, owner);
  }

  @Override
  public Optional<RunRecord> advance(RunRecord from, RunState.Open to) {
    if (to instanceof RunState.Releasing) {
      lease.require();
    }
    return runs.advance(from, to);
  }

  @Override
  public Optional<RunRecord> repeat(
      RunRecord from, Attempt next, Instant notBefore, String reason) {
    return runs.repeat(from, next, notBefore, reason);
  }

  @Override
  public Optional<RunRecord> close(
      RunRecord from, RunState.Closed end, List<Successor> successors) {
    return runs.close(from, end, successors);
  }

  @Override
  public Optional<RunRecord> requestCancel(RunKey key, String reason) {
    return runs.requestCancel(key, reason);
  }

  @Override
  public Optional<RunRecord> resolve(RunKey key, RunEnd end, List<Successor> successors) {
    return runs.resolve(key, end, successors);
  }

  @Override
  public Optional<RunRecord> reopen(RunKey key) {
    return runs.reopen(key);
  }

  @Override
  public int submissions(RunRecord run) {
    return runs.submissions(run);
  }

  @Override
  public Optional<RunRecord> find(RunKey key) {
    return runs.find(key);
  }

  @Override
  public List<RunRecord> open(String scheduler) {
    return runs.open(scheduler);
  }

  @Override
  public List<RunRecord> runs(RunQuery query) {
    return runs.runs(query);
  }

  @Override
  public Optional<RunReport> report(String id) {
    return runs.report(id);
  }

  @Override
  public List<RunRecord> startingWith(String scheduler, String prefix, int limit) {
    return runs.startingWith(scheduler, prefix, limit);
  }

  @Override
  public int uncertain(String scheduler) {
    return runs.uncertain(scheduler);
  }

  @Override
  public Map<String, Instant> lastSuccesses(String scheduler, Set<String> jobs, Instant since) {
    return runs.lastSuccesses(scheduler, jobs, since);
  }

  @Override
  public Map<String, Instant> firstRuns(String scheduler, Set<String> jobs) {
    return runs.firstRuns(scheduler, jobs);
  }

  @Override
  public int prune(Instant before) {
    return runs.prune(before);
  }

  /**
   * Keeps other schedulers of that name off, also where the connection to Flux was lost; to be
   * repeated.
   *
   * @throws LedgerException if another has begun meanwhile: this one must not go on
   * @throws FluxException if Flux is out of reach
   */
  public void keep() {
    lease.renew();
  }

  /** Lets another scheduler of that name begin. */
  @Override
  public void close() {
    lease.close();
  }
}
