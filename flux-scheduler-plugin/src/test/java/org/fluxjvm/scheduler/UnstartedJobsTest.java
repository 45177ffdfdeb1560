package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobspecV1;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a job is submitted that ends before it has started. */
class UnstartedJobsTest {
  private final RunKey due = new RunKey("test", "DEFAULT.job", Instant.now(), 0);
  private final Flux flux = Flux.open("embedded:?nodes=1&cores=1");
  private final MemoryLedger ledger = new MemoryLedger(InstantSource.system());
  private JobId occupant;

  @BeforeEach
  void occupy() {
    occupant = flux.jobs().submit(JobspecV1.fromCommand(List.of("sleep", "60")).build());
  }

  @AfterEach
  void close() {
    flux.close();
  }

  @Test
  void it_is_submitted_five_times() throws Exception {
    Run run = executor().run(request());

    for (int submission = 1; submission <= 5; submission++) {
      end(released(run, submission));
    }

    assertThat(result(run).word()).isEqualTo("failed");
    assertThat(run.attempt()).isEqualTo(new Attempt(1, 5));
  }

  @Test
  void a_run_that_went_from_hand_to_hand_before_it_was_submitted_is_not_refused_for_that()
      throws Exception {
    for (int node = 0; node < 8; node++) {
      ledger.claim(due, "DEFAULT.job", new Owner("node " + node, "firing"));
    }
    Run run = executor().run(request());

    end(released(run, 9));
    released(run, 10);
    flux.jobs().cancel(occupant, "enough");

    assertThat(result(run).isSuccess()).isTrue();
  }

  private void end(JobId job) {
    flux.jobs().raise(job, "test", 0, "on purpose");
  }

  /** The job of a submission, which may start from now on, but has not the resources to. */
  private JobId released(Run run, int submission) {
    await()
        .until(
            () -> run.attempt().submission() == submission && urgency(run).equals(Optional.of(16)));
    return run.jobId().orElseThrow();
  }

  private Optional<Integer> urgency(Run run) {
    return run.jobId().flatMap(flux.jobs()::get).map(JobInfo::urgency);
  }

  private RunExecutor executor() {
    return RunExecutor.builder(flux).ledger(ledger).timing(new LeapingTime()).build();
  }

  private RunRequest request() {
    return new RunRequest(
        due,
        "DEFAULT.job",
        "firing",
        JobspecV1.fromCommand(List.of("true")).build(),
        16,
        RunPolicy.DEFAULT,
        List.of());
  }

  private static RunResult result(Run run) throws Exception {
    return run.result().get(30, TimeUnit.SECONDS);
  }
}
