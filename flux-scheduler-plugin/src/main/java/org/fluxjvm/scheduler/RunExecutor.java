package org.fluxjvm.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
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

  /** Between two tries to put down that a run is to be cancelled. */
  private static final Duration PUT_DOWN_AGAIN = Duration.ofSeconds(5);

  private final RunContext context;
  private final String node;
  private final ActiveRuns active;
  private volatile boolean detached;

  RunExecutor(RunContext context, String node) {
    this.context = context;
    this.active = context.active();
    this.node = node;
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
   * run. If another scheduler has taken that over, it is taken back; to find that out this blocks
   * for as long as the ledger does.
   *
   * @param request the firing, and what to run for it
   * @return the run, whose result completes when it is over
   */
  public Run run(RunRequest request) {
    return start(request, () -> context.memory().origin(request.key()));
  }

  /**
   * The same for a firing that comes again, as when it is recovered: what Flux has of it is looked
   * at even if the ledger does not know of it.
   *
   * @param request the firing, and what to run for it
   * @return the run, whose result completes when it is over
   */
  public Run resume(RunRequest request) {
    return start(request, () -> Origin.INHERITED);
  }

  private Run start(RunRequest request, Supplier<Origin> origin) {
    Run begins = new Run(request, context.timing().now());
    Optional<Run> known = active.enter(begins);
    while (known.isPresent()) {
      if (!isStale(known.get())) {
        return known.get();
      }
      context.superseded(known.get());
      known = active.enter(begins);
    }
    if (detached) {
      active.leave(begins);
      begins.finish(new RunResult.Detached());
      return begins;
    }
    context.listeners().tell(listener -> listener.onStarted(begins));
    onThread(begins, () -> begin(begins, origin));
    return begins;
  }

  /** Whether another scheduler has taken a run over that is still followed here. */
  private boolean isStale(Run known) {
    try {
      return context.ledger().find(known.key()).filter(known::isStale).isPresent();
    } catch (LedgerException e) {
      LOG.warn("Whether run {} is still this scheduler's is not known: {}", known, e.getMessage());
      return false;
    }
  }

  private void begin(Run run, Supplier<Origin> origin) {
    Owner owner = new Owner(node, run.request().fireInstance());
    walk(run, new RunProtocol(run, owner, origin, context));
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

  private void finish(Run run, RunResult result) {
    active.leave(run);
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
    Thread.ofVirtual().name("flux-cancel-" + run.key().id()).start(() -> putDown(run, reason));
  }

  /** Whoever takes the run over has to know, for as long as it is not over. */
  private void putDown(Run run, String reason) {
    while (!run.result().isDone()) {
      try {
        cancel(run.key(), reason);
        return;
      } catch (LedgerException e) {
        LOG.warn("That run {} is to be cancelled is not in its ledger: {}", run, e.getMessage());
        CompletableFuture.anyOf(context.timing().after(PUT_DOWN_AGAIN), run.result()).join();
      }
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
    Optional<Run> here = active.of(key);
    Optional<RunRecord> asked;
    try {
      asked = context.ledger().requestCancel(key, reason);
    } finally { // after the ledger, as a run that hears of it may be over at once
      here.ifPresent(run -> run.cancel(reason)); // it sees to its job, as often as it takes
    }
    if (here.isEmpty()) {
      asked
          .filter(run -> run.state() instanceof RunState.Released || isRunning(run))
          .map(run -> ((RunState.Placed) run.state()).placement().job())
          .ifPresent(id -> MarkedJobs.cancelOf(context.flux().jobs(), key, id, reason));
    }
    return asked;
  }

  private static boolean isRunning(RunRecord run) {
    return run.state() instanceof RunState.Running;
  }

  /**
   * Does what a ledger asks of a run that is under way here: somebody else may have put down that
   * it is to be cancelled. To be called from time to time, with what {@link RunLedger#open} gives.
   *
   * @param seen a run as the ledger has it; of anybody's
   */
  public void heed(RunRecord seen) {
    seen.cancelReason()
        .ifPresent(reason -> active.of(seen.key()).ifPresent(run -> run.cancel(reason)));
  }

  /**
   * Whether a firing is followed here. One that another scheduler has taken over is not, though its
   * run here waits for the end.
   *
   * @param key the firing
   * @return true if it is; asked after the ledger was read, false means that nobody here does
   */
  public boolean follows(RunKey key) {
    return active.of(key).isPresent();
  }

  /**
   * The runs that have not ended, but for those that another scheduler has taken over.
   *
   * @return a snapshot
   */
  public Collection<Run> active() {
    return active.following();
  }

  /**
   * Waits for the runs under way to end.
   *
   * @param limit how long to wait
   * @return true if none is left
   */
  public boolean drain(Duration limit) {
    List<CompletableFuture<RunResult>> ends = new ArrayList<>();
    active.all().forEach(run -> ends.add(run.result()));
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
    active.all().forEach(Run::detach);
    context.watches().close();
  }
}
