package org.fluxjvm.it.crash;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunPolicy;
import org.fluxjvm.scheduler.RunRequest;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.Timing;

/** A scheduler without Quartz: an executor whose runs tell a witness that they run. */
final class Engine {
  static final String SCHEDULER = "engine";
  static final String JOB = "witness.job";

  /** All engines of this virtual machine have the same firing to run. */
  @SuppressWarnings("TimeInStaticInitializer")
  private static final Instant SCHEDULED = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private final Witness witness;
  private final RunExecutor executor;

  Engine(Flux flux, RunLedger ledger, Witness witness) {
    this(flux, ledger, witness, Timing.system());
  }

  Engine(Flux flux, RunLedger ledger, Witness witness, Timing timing) {
    this(RunExecutor.builder(flux).ledger(ledger).timing(timing).build(), witness);
  }

  Engine(RunExecutor executor, Witness witness) {
    this.executor = executor;
    this.witness = witness;
  }

  RunExecutor executor() {
    return executor;
  }

  /** The firing of a name, the same in every engine of this process. */
  static RunKey key(String name) {
    return new RunKey(SCHEDULER, SchedulerProgram.GROUP + "." + name, SCHEDULED, 0);
  }

  Run run(String name) {
    return run(name, List.of());
  }

  Run run(String name, List<RunRequest.Chained> successors) {
    return executor.run(
        new RunRequest(
            key(name),
            JOB,
            "firing-" + name,
            witness.jobspec(name),
            16,
            RunPolicy.DEFAULT,
            successors));
  }

  static RunResult end(Run run) throws Exception {
    return run.result().get(40, TimeUnit.SECONDS);
  }

  /** Waits until the job of a run has started. */
  void awaitStart(String name) {
    await().atMost(Duration.ofSeconds(30)).until(() -> witness.count(name) > 0);
  }
}
