package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that were released and wait for resources, as an instance brings them back. */
class SetBackRunsTest {
  private static final String SCHEDULER = "test";
  private static final Jobspec WORK = JobspecV1.fromCommand(List.of("true")).name("job").build();

  private final RunKey due = new RunKey(SCHEDULER, "DEFAULT.job", Instant.now(), 0);
  private final Flux flux = Flux.open("counted:" + UUID.randomUUID() + "?nodes=1&cores=1");
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

  private JobId submit(Attempt attempt, int urgency) {
    return flux.jobs()
        .submit(
            new Mark(due, "DEFAULT.job", attempt, "").on(WORK),
            SubmitOptions.DEFAULT.urgency(urgency));
  }

  private RunRecord released(JobId job, String instance) {
    RunRecord begun = ledger.claim(due, "DEFAULT.job", new Owner("dead", "firing")).run();
    return ledger
        .advance(begun, new RunState.Released(new Placement(job, instance, flux.uri())))
        .orElseThrow();
  }

  private RunResult follow() throws Exception {
    RunRequest request =
        new RunRequest(due, "DEFAULT.job", "firing", WORK, 16, RunPolicy.DEFAULT, List.of());
    return RunExecutor.builder(flux)
        .ledger(ledger)
        .build()
        .run(request)
        .result()
        .get(30, TimeUnit.SECONDS);
  }

  private void awaitEnd(JobId job) {
    await().until(() -> flux.jobs().get(job).orElseThrow().state() == JobState.INACTIVE);
  }

  @Test
  void one_that_was_released_on_an_earlier_start_may_have_run_there() throws Exception {
    JobId job = submit(Attempt.FIRST, 16);
    released(job, "of a broker before");

    assertThat(follow().word()).isEqualTo("uncertain");
    awaitEnd(job);
  }

  @Test
  void one_that_somebody_has_ended_since_may_have_run_on_an_earlier_start_too() throws Exception {
    JobId job = submit(Attempt.FIRST, 16);
    released(job, "of a broker before");
    flux.jobs().raise(job, "test", 0, "by an operator");
    awaitEnd(job);

    assertThat(follow().word()).isEqualTo("uncertain");
  }

  @Test
  void one_that_has_started_since_may_have_started_on_an_earlier_start_too() throws Exception {
    JobId job = submit(Attempt.FIRST, 16);
    RunRecord released = released(job, "of a broker before");
    Placement at = new Placement(job, "of a broker before", flux.uri());
    ledger.advance(released, new RunState.Running(at));
    flux.jobs().cancel(occupant, "enough");
    awaitEnd(job);

    assertThat(follow().word()).isEqualTo("uncertain");
  }

  @Test
  void one_that_had_ended_before_the_restart_has_ended() throws Exception {
    JobId job = submit(Attempt.FIRST, 16);
    released(job, "of a broker before");
    flux.jobs().cancel(job, "by an operator");
    awaitEnd(job);
    CountedInstance.startedAt(flux, Instant.now().plus(Duration.ofSeconds(1)));

    assertThat(follow().word()).isEqualTo("canceled");
  }

  @Test
  void one_whose_run_is_over_is_cancelled_before_it_runs_again() {
    JobId job = submit(Attempt.FIRST, 16);
    RunEnd end = new RunEnd(RunEnd.Outcome.COMPLETED, OptionalInt.of(0), "");
    ledger.close(released(job, flux.attribute("broker.uuid")), new RunState.Done(end), List.of());
    Janitor janitor = new Janitor(flux, ledger, SCHEDULER);
    assertThat(janitor.sweep()).as("of this start: its end may just have been read").isEmpty();

    CountedInstance.startedAt(flux, Instant.now().plus(Duration.ofSeconds(1)));

    assertThat(janitor.sweep()).containsExactly(job);
    awaitEnd(job);
  }

  @Test
  void one_whose_run_is_followed_is_left_to_that() {
    JobId job = submit(Attempt.FIRST, 16);
    released(job, flux.attribute("broker.uuid"));
    CountedInstance.startedAt(flux, Instant.now().plus(Duration.ofSeconds(1)));

    assertThat(new Janitor(flux, ledger, SCHEDULER).sweep()).isEmpty();
  }

  @Test
  void without_a_database_one_of_an_earlier_start_may_have_run_too() {
    submit(Attempt.FIRST, 16);
    CountedInstance.startedAt(flux, Instant.now().plus(Duration.ofSeconds(1)));

    try (FluxLedger readBack = FluxLedger.open(flux, SCHEDULER, InstantSource.system())) {
      RunState.Released released = (RunState.Released) readBack.find(due).orElseThrow().state();
      assertThat(released.placement().instance()).isNotEqualTo(flux.attribute("broker.uuid"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void of_two_jobs_of_a_run_the_released_one_is_read_back_in_whatever_order(boolean heldFirst) {
    Attempt orphaned = Attempt.FIRST;
    Attempt next = orphaned.resubmission();
    JobId released;
    if (heldFirst) {
      submit(orphaned, 0);
      released = submit(next, 16);
    } else {
      released = submit(next, 16);
      submit(orphaned, 0);
    }

    try (FluxLedger readBack = FluxLedger.open(flux, SCHEDULER, InstantSource.system())) {
      RunRecord run = readBack.find(due).orElseThrow();
      assertThat(run.attempt()).isEqualTo(next);
      assertThat(((RunState.Released) run.state()).placement().job()).isEqualTo(released);
      assertThat(new Janitor(flux, readBack, SCHEDULER).sweep())
          .hasSize(1)
          .doesNotContain(released);
    }
  }
}
