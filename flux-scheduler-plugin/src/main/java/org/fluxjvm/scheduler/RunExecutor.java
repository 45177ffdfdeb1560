package org.fluxjvm.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobId;
import org.fluxjvm.scheduler.Step.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs firings as Flux jobs: each at most once, whatever crashes, and exactly once wherever its
 * ledger and Flux can tell.
 *
 * <p>A run's job is submitted held, put down in the {@link RunLedger}, released, and followed to
 * its end. A firing that another scheduler began is taken over where that left it.
 */
public final class RunExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);

  private final RunContext context;
  private final String node;
  private final Map<RunKey, Run> active;
  private final Instant begun;
  private volatile boolean detached;

  RunExecutor(RunContext context, String node) {
    this.context = context;
    this.active = context.active();
    this.node = node;
    this.begun = context.timing().now();
  }

  /**
   * Starts to configure an executor.
   *
   * @param flux the instance to run on; it is not closed by the executor
   * @return a builder whose executor has a ledger of its own in memory
   */
  public static RunExecutorBuilder builder(Flux flux) {
    return new RunExecutorBuilder(flux);
  }

  /**
   * Adds a listener for all runs that begin from now on.
   *
   * @param listener is told what happens to them
   */
  public void addListener(RunListener listener) {
    context.listeners().add(listener);
  }

  /**
   * Removes a listener.
   *
   * @param listener is told nothing that happens from now on; one that was not added is passed over
   */
  public void removeListener(RunListener listener) {
    context.listeners().remove(listener);
  }

  /**
   * This start of this scheduler.
   *
   * @return the name that its runs have in {@link Owner#node}
   */
  public String node() {
    return node;
  }

  /**
   * Runs a firing. One that is under way here already is not run again: both callers have the same
   * run.
   *
   * @param request the firing, and what to run for it
   * @return the run, whose result completes when it is over
   */
  public Run run(RunRequest request) {
    Run begins = new Run(request, context.timing().now());
    Run known = active.putIfAbsent(request.key(), begins);
    if (known != null) {
      return known;
    }
    if (detached) {
      active.remove(request.key(), begins);
      begins.finish(new RunResult.Detached());
      return begins;
    }
    context.listeners().tell(listener -> listener.onStarted(begins));
    onThread(begins, () -> begin(begins));
    return begins;
  }

  private void begin(Run run) {
    Owner owner = new Owner(node, run.request().fireInstance());
    walk(run, new RunProtocol(run, owner, origin(run.key()), context));
  }

  /** While a job runs no thread waits for it. */
  private void walk(Run run, RunProtocol protocol) {
    try {
      switch (protocol.walk()) {
        case Step.Over(RunResult result) -> finish(run, result);
        case Step.Wait wait -> {
          CompletableFuture<?> _ =
              wait.until().whenComplete((done, error) -> onThread(run, () -> walk(run, protocol)));
        }
      }
    } catch (Throwable defect) { // somebody waits for it, whatever it is
      LOG.error("Run {} cannot be followed", run, defect);
      finish(run, new RunResult.Uncertain(run.jobId(), failure(defect)));
    }
  }

  private static void onThread(Run run, Runnable steps) {
    Thread.ofVirtual().name("flux-run-" + run.key().id()).start(steps);
  }

  /** A ledger may have lost its last writes: what was due before this start may be under way. */
  private Origin origin(RunKey key) {
    return key.scheduled().isBefore(begun) ? Origin.INHERITED : Origin.OWN;
  }

  private void finish(Run run, RunResult result) {
    active.remove(run.key(), run);
    if (result instanceof RunResult.Detached) {
      context.listeners().tell(listener -> listener.onDetached(run));
    } else {
      context.listeners().tell(listener -> listener.onFinished(run, result));
    }
    run.finish(result);
  }

  private static FluxException failure(Throwable defect) {
    return defect instanceof FluxException flux
        ? flux
        : new FluxException(Errno.EPROTO, "run", String.valueOf(defect));
  }

  /**
   * Cancels a run, whether or not it has a job yet. Its result tells when that is done.
   *
   * @param run the run
   * @param reason why, for the note of the job's exception
   */
  public void cancel(Run run, String reason) {
    run.cancel(reason);
    Thread.ofVirtual().name("flux-cancel-" + run.key().id()).start(() -> tryCancel(run, reason));
  }

  private void tryCancel(Run run, String reason) {
    try {
      cancel(run.key(), reason);
    } catch (LedgerException e) {
      LOG.warn("That run {} is to be cancelled is not in its ledger: {}", run, e.getMessage());
      run.jobId().ifPresent(id -> cancelJob(run.key(), id, reason));
    }
  }

  /**
   * Cancels a run that another scheduler may follow. This blocks for as long as the ledger does.
   *
   * @param key the firing
   * @param reason why, for the note of the job's exception
   * @return the run as the ledger has it; empty if it is unknown or over
   * @throws LedgerException if the ledger is out of reach
   */
  public Optional<RunRecord> cancel(RunKey key, String reason) {
    Optional.ofNullable(active.get(key)).ifPresent(run -> run.cancel(reason));
    Optional<RunRecord> asked = context.ledger().requestCancel(key, reason);
    asked
        .filter(run -> run.state() instanceof RunState.Released || isRunning(run))
        .map(run -> ((RunState.Placed) run.state()).placement().job())
        .or(() -> Optional.ofNullable(active.get(key)).flatMap(Run::jobId))
        .ifPresent(id -> cancelJob(key, id, reason));
    return asked;
  }

  private static boolean isRunning(RunRecord run) {
    return run.state() instanceof RunState.Running;
  }

  private void cancelJob(RunKey key, JobId id, String reason) {
    MarkedJobs.cancelOf(context.flux().jobs(), key, id, reason);
  }

  /**
   * The runs that have not ended.
   *
   * @return a snapshot
   */
  public Collection<Run> active() {
    return List.copyOf(active.values());
  }

  /**
   * Waits for the runs under way to end.
   *
   * @param limit how long to wait
   * @return true if none is left
   */
  public boolean drain(Duration limit) {
    List<CompletableFuture<RunResult>> ends = new ArrayList<>();
    active.values().forEach(run -> ends.add(run.result()));
    try {
      CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
          .orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
          .join();
      return true;
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Leaves all runs to the next scheduler on the same ledger: their jobs go on, and nobody here
   * waits for them any longer. What is begun from now on is left at once.
   */
  public void detach() {
    detached = true;
    active.values().forEach(Run::detach);
    context.watches().close();
  }
}
