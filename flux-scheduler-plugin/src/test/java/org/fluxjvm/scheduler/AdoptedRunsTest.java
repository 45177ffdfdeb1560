package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.Test;

/** What a scheduler finds in Flux of runs that it did not begin. */
class AdoptedRunsTest extends RunTests {
  @Test
  void a_detached_run_goes_on_and_is_followed_by_the_next_scheduler() throws Exception {
    RunExecutor first = executor(ledger);
    Run left = first.run(request("sleep 1"));
    await().until(() -> left.state() == JobState.RUN);

    first.detach();

    assertThat(end(left)).isEqualTo(new RunResult.Detached());
    assertThat(end(first.run(request("sleep 1")))).isEqualTo(new RunResult.Detached());
    Run next = executor(ledger).run(request("sleep 1"));
    assertThat(end(next).isSuccess()).isTrue();
    assertThat(next.jobId()).isEqualTo(left.jobId());
  }

  @Test
  void a_ledger_that_lost_its_last_writes_learns_of_the_job_from_flux() throws Exception {
    Run forgotten = executor(ledger).run(witnessed(due));
    end(forgotten);

    Run again = executor(new MemoryLedger(InstantSource.system())).run(witnessed(due));

    assertThat(end(again).isSuccess()).isTrue();
    assertThat(again.jobId()).isEqualTo(forgotten.jobId());
    assertThat(witnesses(due)).isEqualTo(1);
  }

  @Test
  void what_a_ledger_lost_of_later_tries_is_found_in_flux() throws Exception {
    RunPolicy thrice = new RunPolicy(new RetryPolicy(3, Duration.ZERO), false, RunLimits.NONE);
    end(executor(ledger).run(request("exit 3", thrice, List.of())));

    Run again =
        executor(new MemoryLedger(InstantSource.system()))
            .run(request("exit 3", thrice, List.of()));

    assertThat(end(again).word()).isEqualTo("failed");
    assertThat(again.attempt().number()).isEqualTo(3);
    assertThat(jobs()).hasSize(3);
  }

  @Test
  void a_try_that_the_ledger_lost_is_not_made_again() throws Exception {
    RunPolicy twice = new RunPolicy(new RetryPolicy(2, Duration.ZERO), false, RunLimits.NONE);
    end(executor(ledger).run(request("exit 3", twice, List.of())));
    JobId first = jobs().stream().min(Comparator.comparing(JobInfo::tSubmit)).orElseThrow().id();
    MemoryLedger older = new MemoryLedger(InstantSource.system());
    older.claim(due, "DEFAULT.job", new Owner("dead", "firing"));
    Placement placement = new Placement(first, flux.attribute("broker.uuid"), flux.uri());
    older.advance(older.find(due).orElseThrow(), new RunState.Running(placement));

    Run run = executor(older).run(request("exit 3", twice, List.of()));

    assertThat(end(run).word()).isEqualTo("failed");
    assertThat(run.attempt().number()).isEqualTo(2);
    assertThat(jobs()).hasSize(2);
  }

  @Test
  void a_job_that_nobody_put_down_is_not_adopted_while_it_is_held() throws Exception {
    Jobspec jobspec = request("true").jobspec();
    JobId orphan = flux.jobs().submit(mark(due).on(jobspec), SubmitOptions.DEFAULT.urgency(0));

    Run run = executor(ledger).run(request("true"));

    assertThat(end(run).isSuccess()).isTrue();
    assertThat(run.jobId()).isPresent().isNotEqualTo(Optional.of(orphan));
    assertThat(new Janitor(flux, ledger, "test").sweep()).containsExactly(orphan);
  }

  @Test
  void a_job_of_a_later_submission_is_left_to_the_scheduler_that_made_it() throws Exception {
    Jobspec jobspec = request("true").jobspec();
    Mark later = new Mark(due, "DEFAULT.job", new Attempt(1, 3), ledger.identity());
    JobId others = flux.jobs().submit(later.on(jobspec), SubmitOptions.DEFAULT.urgency(0));
    ledger.claim(due, "DEFAULT.job", new Owner("dead", "firing"));

    Run run = executor(ledger).run(request("true"));

    assertThat(end(run).isSuccess()).isTrue();
    assertThat(run.attempt()).isEqualTo(new Attempt(1, 2));
    assertThat(flux.jobs().get(others).orElseThrow().state()).isEqualTo(JobState.SCHED);
  }

  @Test
  void a_job_that_the_ledger_lost_of_a_run_that_is_to_be_cancelled_is_cancelled_with_it()
      throws Exception {
    RunRequest request = request("sleep 60");
    JobId lost = flux.jobs().submit(mark(due).on(request.jobspec()));
    ledger.claim(due, "DEFAULT.job", new Owner("dead", "firing"));
    ledger.requestCancel(due, "not needed");

    RunResult result = end(executor(ledger).run(request));

    assertThat(result).isInstanceOf(RunResult.Ended.class);
    assertThat(result.word()).isEqualTo("canceled");
    assertThat(flux.jobs().get(lost).orElseThrow().state()).isEqualTo(JobState.INACTIVE);
  }

  @Test
  void after_a_ledger_was_out_of_reach_what_was_due_before_is_looked_for_in_flux()
      throws Exception {
    AtomicLong seconds = new AtomicLong(-60); // since it was due
    FaultyLedger promoted =
        watched(
            (side, step) -> {
              if (step.equals("CLAIM") && seconds.compareAndSet(-60, 60)) {
                throw new LedgerException("it came back without its last writes", null);
              }
            });
    RunExecutor executor =
        RunExecutor.builder(flux)
            .ledger(promoted)
            .timing(Timing.of(() -> due.scheduled().plusSeconds(seconds.get())))
            .build();
    end(executor(new MemoryLedger(InstantSource.system())).run(witnessed(due)));

    RunResult result = end(executor.run(witnessed(due)));

    assertThat(result.isSuccess()).isTrue();
    assertThat(witnesses(due)).isEqualTo(1);
  }

  @Test
  void a_firing_that_comes_again_is_looked_for_in_flux_whenever_it_was_due() throws Exception {
    RunExecutor executor =
        RunExecutor.builder(flux)
            .ledger(ledger)
            .timing(Timing.of(() -> due.scheduled().minusSeconds(60)))
            .build();
    end(executor(new MemoryLedger(InstantSource.system())).run(witnessed(due)));

    RunResult result = end(executor.resume(witnessed(due)));

    assertThat(result.isSuccess()).isTrue();
    assertThat(witnesses(due)).isEqualTo(1);
  }

  @Test
  void a_job_that_another_ledger_of_the_same_scheduler_holds_is_left_alone() throws Exception {
    RunRequest request = request("true");
    JobId others =
        flux.jobs()
            .submit(
                new Mark(due, "DEFAULT.job", Attempt.FIRST, "another").on(request.jobspec()),
                SubmitOptions.DEFAULT.urgency(0));

    assertThat(end(executor(ledger).run(request)).isSuccess()).isTrue();

    assertThat(flux.jobs().get(others).orElseThrow().state()).isEqualTo(JobState.SCHED);
  }
}
