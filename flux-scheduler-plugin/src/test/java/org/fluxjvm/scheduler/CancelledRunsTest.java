package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
}
