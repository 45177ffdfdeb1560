package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.scheduler.FaultyLedger.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of which nobody can tell how they ended. */
class UncertainRunsTest extends RunTests {
  @Test
  void a_run_whose_job_is_gone_is_uncertain_and_run_again_only_if_it_may_be() throws Exception {
    leftRunning(due);
    assertThat(end(executor(ledger).run(request("true"))).word()).isEqualTo("uncertain");
    assertThat(ledger.find(due).orElseThrow().state()).isInstanceOf(RunState.Uncertain.class);

    RunKey other = key("idempotent");
    leftRunning(other);
    RunPolicy idempotent = new RunPolicy(RetryPolicy.NONE, true, RunLimits.NONE);
    Run again = executor(ledger).run(request(other, "true", idempotent, List.of()));
    assertThat(end(again).isSuccess()).isTrue();
    assertThat(again.attempt()).isEqualTo(new Attempt(2, 1));
  }

  @Test
  void an_idempotent_run_leaves_the_job_behind_that_nobody_can_tell_the_end_of() throws Exception {
    Jobspec jobspec = request("true").jobspec();
    JobId setBack = flux.jobs().submit(mark(due).on(jobspec), SubmitOptions.DEFAULT.urgency(0));
    ledger.claim(due, "DEFAULT.job", new Owner("dead", "firing"));
    Placement placement = new Placement(setBack, "of a broker before", flux.uri());
    ledger.advance(ledger.find(due).orElseThrow(), new RunState.Running(placement));

    RunPolicy idempotent = new RunPolicy(RetryPolicy.NONE, true, RunLimits.NONE);
    Run again = executor(ledger).run(request("true", idempotent, List.of()));

    assertThat(end(again).isSuccess()).isTrue();
    assertThat(again.jobId()).isPresent().isNotEqualTo(Optional.of(setBack));
    await().until(() -> activeJobs() == 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_run_whose_release_was_forgotten_is_uncertain_also_if_its_job_was_cancelled_since(
      boolean unwanted) throws Exception {
    JobId setBack = leftReleasing();
    flux.jobs().cancel(setBack, "by the last owner, who did not come to put it down");
    await().until(() -> activeJobs() == 0);
    if (unwanted) {
      ledger.requestCancel(due, "not needed");
    }

    assertThat(end(executor(ledger).run(witnessed(due))).word()).isEqualTo("uncertain");

    assertThat(ledger.find(due).orElseThrow().state()).isInstanceOf(RunState.Uncertain.class);
    assertThat(witnesses(due)).isZero();
  }

  @Test
  void a_scheduler_that_has_lost_a_run_does_not_cancel_its_job() throws Exception {
    JobId setBack = leftReleasing();
    RunExecutor executor =
        executor(
            watched(
                (side, step) -> {
                  if (side == Side.BEFORE && step.equals("UNCERTAIN")) {
                    ledger.claim(due, "DEFAULT.job", new Owner("another", "firing"));
                  }
                }));

    executor.run(witnessed(due));

    await().until(() -> !executor.follows(due));
    assertThat(flux.jobs().get(setBack).orElseThrow().state()).isEqualTo(JobState.SCHED);
    assertThat(flux.jobs().get(setBack).orElseThrow().exception()).isEmpty();
  }

  private JobId leftReleasing() {
    Jobspec jobspec = witnessed(due).jobspec();
    JobId setBack = flux.jobs().submit(mark(due).on(jobspec), SubmitOptions.DEFAULT.urgency(0));
    ledger.claim(due, "DEFAULT.job", new Owner("dead", "firing"));
    Placement placement = new Placement(setBack, "of a broker before", flux.uri());
    ledger.advance(ledger.find(due).orElseThrow(), new RunState.Releasing(placement));
    return setBack;
  }

  @Test
  void a_strangers_job_of_the_same_id_is_neither_followed_nor_touched() throws Exception {
    JobId stranger = flux.jobs().submit(JobspecV1.fromCommand(List.of("sleep", "60")).build());
    ledger.claim(due, "DEFAULT.job", new Owner("dead", "firing"));
    Placement placement = new Placement(stranger, "of a broker before", flux.uri());
    ledger.advance(ledger.find(due).orElseThrow(), new RunState.Releasing(placement));

    assertThat(end(executor(ledger).run(request("true"))).word()).isEqualTo("uncertain");

    assertThat(flux.jobs().get(stranger).orElseThrow().urgency()).isEqualTo(16);
    assertThat(flux.jobs().get(stranger).orElseThrow().exception()).isEmpty();
  }

  @Test
  void a_defect_leaves_a_run_for_a_person_to_look_at() throws Exception {
    RunExecutor executor =
        executor(
            watched(
                (side, step) -> {
                  if (side == Side.BEFORE && step.equals("RUNNING")) {
                    throw new IllegalStateException("on purpose");
                  }
                }));

    assertThat(end(executor.run(request("true"))).word()).isEqualTo("uncertain");

    assertThat(ledger.find(due).orElseThrow().state()).isInstanceOf(RunState.Uncertain.class);
  }

  private void leftRunning(RunKey key) {
    ledger.claim(key, "DEFAULT.job", new Owner("dead", "firing"));
    Placement gone = new Placement(JobId.of(4711), "of a broker before", flux.uri());
    ledger.advance(ledger.find(key).orElseThrow(), new RunState.Running(gone));
  }
}
