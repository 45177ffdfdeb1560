package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.scheduler.RunEnd.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a run is tried again, and upon what. */
class RetriedRunsTest extends RunTests {
  @Test
  void a_try_is_not_submitted_before_it_has_rested() throws Exception {
    StandingTime time = new StandingTime(due.scheduled());
    RunPolicy twice =
        new RunPolicy(new RetryPolicy(2, Duration.ofSeconds(20)), false, RunLimits.NONE);
    Run run =
        RunExecutor.builder(flux)
            .ledger(ledger)
            .timing(time)
            .build()
            .run(request("exit 3", twice, List.of()));
    await().until(() -> run.waiting().startsWith("rests until"));
    Instant notBefore = ledger.find(due).orElseThrow().notBefore();
    Duration rest = Duration.between(due.scheduled(), notBefore);
    assertThat(rest).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));

    // The wait for something else, which ends before that, wakes nobody who rests.
    CompletableFuture<Void> earlier = time.after(rest.minusMillis(1));
    time.advance(rest.minusMillis(1));
    assertThat(earlier).isDone();
    assertThat(run.waiting()).startsWith("rests until");
    assertThat(jobs()).hasSize(1);
    time.advance(Duration.ofMillis(1));

    assertThat(end(run).word()).isEqualTo("failed");
    assertThat(jobs()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_job_that_takes_longer_than_it_may_has_timed_out_and_is_tried_again_if_it_may_be(int tries)
      throws Exception {
    Jobspec jobspec =
        JobspecV1.fromCommand(List.of("sleep", "60")).duration(Duration.ofMillis(200)).build();
    RunPolicy policy = new RunPolicy(new RetryPolicy(tries, Duration.ZERO), false, RunLimits.NONE);

    Run run =
        executor(ledger)
            .run(new RunRequest(due, "DEFAULT.job", "firing", jobspec, 16, policy, List.of()));

    assertThat(end(run).word()).isEqualTo("timeout");
    assertThat(run.attempt()).isEqualTo(new Attempt(tries, 1));
    assertThat(((RunState.Done) ledger.find(due).orElseThrow().state()).end().outcome())
        .isEqualTo(Outcome.TIMEOUT);
    assertThat(jobs()).hasSize(tries);
  }
}
