package org.fluxjvm.scheduler;

import java.util.UUID;
import java.util.function.Consumer;
import org.fluxjvm.Flux;
import org.jspecify.annotations.Nullable;

/** Configures a {@link RunExecutor}. */
public final class RunExecutorBuilder {
  private final Flux flux;
  private Timing timing = Timing.system();
  private String node = UUID.randomUUID().toString();
  private Consumer<Successor> onSuccessor = successor -> {};
  private @Nullable RunLedger ledger;
  private @Nullable RunAdmission admission;

  RunExecutorBuilder(Flux flux) {
    this.flux = flux;
  }

  /**
   * Sets where runs are put down.
   *
   * @param value a ledger; one in memory by default, which ends with the process
   * @return this builder
   */
  public RunExecutorBuilder ledger(RunLedger value) {
    ledger = value;
    return this;
  }

  /**
   * Sets what keeps the limits of runs.
   *
   * @param value an admission; one that counts the runs of this process by default
   * @return this builder
   */
  public RunExecutorBuilder admission(RunAdmission value) {
    admission = value;
    return this;
  }

  /**
   * Names this start of this scheduler, as {@link Owner#node}.
   *
   * @param value a name that no other start has; a random one by default
   * @return this builder
   */
  public RunExecutorBuilder node(String value) {
    node = value;
    return this;
  }

  /**
   * Sets the clock and the timer.
   *
   * @param value a timing; that of this machine by default
   * @return this builder
   */
  public RunExecutorBuilder timing(Timing value) {
    timing = value;
    return this;
  }

  /**
   * Sets what starts the runs that follow upon others. It is called after the ledger has them; what
   * is lost between is still among {@link RunLedger#open}, without an owner.
   *
   * @param value takes each of them, and returns at once
   * @return this builder
   */
  public RunExecutorBuilder onSuccessor(Consumer<Successor> value) {
    onSuccessor = value;
    return this;
  }

  /**
   * Makes the executor.
   *
   * @return an executor
   */
  public RunExecutor build() {
    RunLedger runs = ledger == null ? new MemoryLedger(timing::now) : ledger;
    RunAdmission limits = admission == null ? new MemoryAdmission(runs) : admission;
    RunListeners listeners = new RunListeners();
    return new RunExecutor(
        new RunContext(
            flux,
            new InstanceUri(flux),
            new LostJobs(flux.jobs()),
            runs,
            new LedgerMemory(timing),
            runs.identity(),
            limits,
            timing,
            listeners,
            new Watches(flux, listeners),
            new ActiveRuns(),
            onSuccessor),
        node);
  }
}
