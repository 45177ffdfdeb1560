package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobState;
import org.fluxjvm.scheduler.FaultyLedger.Side;
import org.junit.jupiter.api.Test;

/** Cancellations that are not heard at once. */
class CancelledRunsTest extends RunTests {
  private static final String CANCEL = "job-manager.raise";

  private Run running(RunExecutor executor) {
    Run run = executor.run(request("sleep 60"));
    await().until(() -> run.state() == JobState.RUN);
    return run;
  }

  @Test
  void what_somebody_else_put_down_is_heeded_while_the_job_runs() throws Exception {
    RunExecutor executor = executor(ledger);
    Run run = running(executor);
    ledger.requestCancel(due, "by hand");

    ledger.open("test").forEach(executor::heed);

    assertThat(end(run).word()).isEqualTo("canceled");
  }

  @Test
  void a_cancellation_that_flux_did_not_hear_is_told_again() throws Exception {
    try (Flux counted = Flux.open("counted:cancelled")) {
      RunExecutor executor = RunExecutor.builder(counted).ledger(ledger).build();
      Run run = running(executor);
      try (AutoCloseable _ = CountedInstance.lose(counted, CANCEL)) {
        executor.cancel(run, "enough");
        await().until(() -> CountedInstance.requests(counted, CANCEL) > 1);
      }

      assertThat(end(run).word()).isEqualTo("canceled");
    }
  }

  @Test
  void a_cancellation_that_the_ledger_did_not_take_is_put_down_again() throws Exception {
    AtomicBoolean lost = new AtomicBoolean();
    FaultyLedger faulty =
        watched(
            (side, step) -> {
              if (step.equals("CANCEL") && lost.compareAndSet(false, true)) {
                throw new LedgerException("lost on purpose", null);
              }
              if (side == Side.BEFORE && step.equals("DONE")) {
                await().until(() -> ledger.find(due).orElseThrow().cancelReason().isPresent());
              }
            });
    RunExecutor executor =
        RunExecutor.builder(flux).ledger(faulty).timing(new LeapingTime()).build();
    Run run = running(executor);

    executor.cancel(run, "enough");

    assertThat(end(run).word()).isEqualTo("canceled");
    assertThat(ledger.find(due).orElseThrow().cancelReason()).contains("enough");
  }

  @Test
  void a_run_that_is_over_as_soon_as_it_hears_of_it_was_still_cancelled() throws Exception {
    CompletableFuture<Run> run = new CompletableFuture<>();
    AtomicBoolean heard = new AtomicBoolean();
    FaultyLedger watched =
        watched(
            (side, step) -> {
              if (step.equals("CANCEL") && side == Side.BEFORE) {
                heard.set(run.join().cancelled().isDone());
              }
            });
    RunExecutor executor = executor(watched);
    run.complete(running(executor));

    assertThat(executor.cancel(due, "enough")).isPresent();

    assertThat(heard).as("the run heard of it before the ledger").isFalse();
    assertThat(end(run.join()).word()).isEqualTo("canceled");
  }

  @Test
  void a_run_is_cancelled_even_if_its_ledger_did_not_take_it() throws Exception {
    AtomicBoolean lost = new AtomicBoolean();
    FaultyLedger faulty =
        watched(
            (side, step) -> {
              if (step.equals("CANCEL") && lost.compareAndSet(false, true)) {
                throw new LedgerException("lost on purpose", null);
              }
            });
    RunExecutor executor = executor(faulty);
    Run run = running(executor);

    assertThatThrownBy(() -> executor.cancel(due, "enough")).isInstanceOf(LedgerException.class);

    assertThat(end(run).word()).isEqualTo("canceled");
  }
}
