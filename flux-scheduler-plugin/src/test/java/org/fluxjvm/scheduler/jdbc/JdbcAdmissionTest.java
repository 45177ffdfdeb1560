package org.fluxjvm.scheduler.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxjvm.scheduler.Admission;
import org.fluxjvm.scheduler.LedgerTests;
import org.fluxjvm.scheduler.RunAdmission;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunLimits;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("org.fluxjvm.scheduler.jdbc.TestDatabase#all")
class JdbcAdmissionTest extends LedgerTests {
  private static final Admission ADMITTED = new Admission.Admitted();
  private static final RunLimits NONE =
      new RunLimits(OptionalInt.empty(), "batch", OptionalDouble.empty());
  private static final RunLimits TWO =
      new RunLimits(OptionalInt.of(2), "batch", OptionalDouble.empty());

  private final TestDatabase database;
  private RunAdmission admission;

  JdbcAdmissionTest(TestDatabase database) {
    this.database = database;
  }

  @Override
  protected RunLedger emptyLedger() {
    return database.emptyLedger(clock);
  }

  @BeforeEach
  void join() {
    admission = ((JdbcLedger) ledger).admission();
  }

  private Admission admit(RunRecord run, RunLimits limits) {
    return admission.admit(run, limits, NOON);
  }

  private RunRecord begin(String trigger) {
    return run(key(trigger), ANN, INTENT);
  }

  @Test
  void a_run_without_limits_is_admitted() {
    assertThat(admit(begin("a.one"), NONE)).isEqualTo(ADMITTED);
  }

  @Test
  void the_runs_of_another_schedulers_job_of_the_same_name_do_not_count() {
    for (String trigger : List.of("a.one", "a.two")) {
      RunRecord others = run(new RunKey("day", trigger, NOON, 0), BEN, INTENT);
      assertThat(admit(others, TWO)).isEqualTo(ADMITTED);
    }

    assertThat(admit(begin("a.one"), TWO)).isEqualTo(ADMITTED);
  }

  @Test
  void no_more_runs_of_a_job_are_admitted_than_its_concurrency() {
    RunRecord one = begin("a.one");
    RunRecord three = begin("a.three");
    assertThat(admit(one, TWO)).isEqualTo(ADMITTED);
    assertThat(admit(begin("a.two"), TWO)).isEqualTo(ADMITTED);

    assertThat(admit(three, TWO))
        .isInstanceOfSatisfying(
            Admission.Waiting.class,
            waiting -> {
              assertThat(waiting.reason())
                  .contains("concurrency 2")
                  .contains(JOB)
                  .contains(one.key().id());
              assertThat(waiting.retryAt()).isAfter(NOON);
            });
    assertThat(admit(one, TWO)).isEqualTo(ADMITTED);

    ledger.close(one, new RunState.Abandoned("cancelled"), List.of());
    assertThat(admit(three, TWO)).isEqualTo(ADMITTED);
  }

  @Test
  void a_run_counts_as_long_as_it_has_a_job_and_no_more_when_it_is_put_back() {
    RunRecord held = run(key("a.held"), ANN, new RunState.Held(PLACEMENT));
    run(key("a.running"), BEN, new RunState.Running(PLACEMENT));
    RunRecord waiting = begin("a.waiting");
    assertThat(admit(waiting, TWO)).isInstanceOf(Admission.Waiting.class);

    ledger.repeat(held, held.attempt().retry(), NOON, "exit code 1");

    assertThat(admit(waiting, TWO)).isEqualTo(ADMITTED);
  }

  @Test
  void runs_of_other_jobs_do_not_count() {
    admit(begin("a.one"), TWO);
    admit(begin("a.two"), TWO);
    RunRecord other = ledger.claim(key("b.one"), "another.job", ANN).run();

    assertThat(admit(other, TWO)).isEqualTo(ADMITTED);
  }

  @Test
  void a_run_that_is_somebody_elses_is_lost() {
    RunRecord left = begin("a.one");
    ledger.claim(left.key(), JOB, BEN);

    assertThat(admit(left, TWO)).isEqualTo(new Admission.Lost());
  }

  @Test
  void many_that_ask_at_once_are_counted() throws Exception {
    AtomicInteger number = new AtomicInteger();

    List<Admission> answers = together(() -> admit(begin("a." + number.incrementAndGet()), TWO));

    assertThat(answers).filteredOn(ADMITTED::equals).hasSize(2);
    assertThat(answers).filteredOn(Admission.Waiting.class::isInstance).hasSize(6);
  }

  @Test
  void a_queue_takes_so_many_submissions_per_second() {
    RunLimits slow = new RunLimits(OptionalInt.empty(), "batch", OptionalDouble.of(0.02));
    RunLimits other = new RunLimits(OptionalInt.empty(), "debug", OptionalDouble.of(0.02));
    assertThat(admit(begin("a.one"), slow)).isEqualTo(ADMITTED);

    assertThat(admit(begin("a.two"), slow))
        .isInstanceOfSatisfying(
            Admission.Waiting.class,
            waiting -> {
              assertThat(waiting.reason()).contains("batch").contains("0.02");
              assertThat(waiting.retryAt()).isBetween(NOON.plusSeconds(20), NOON.plusSeconds(50));
            });
    assertThat(admit(begin("a.three"), other)).isEqualTo(ADMITTED);
  }

  @Test
  void many_that_ask_at_once_share_the_rate_of_a_queue() throws Exception {
    RunLimits slow = new RunLimits(OptionalInt.empty(), "batch", OptionalDouble.of(0.01));
    AtomicInteger number = new AtomicInteger();

    List<Admission> answers = together(() -> admit(begin("a." + number.incrementAndGet()), slow));

    assertThat(answers).filteredOn(ADMITTED::equals).hasSize(1);
  }

  @Test
  void a_turn_comes_when_its_time_has_come() {
    RunLimits quick = new RunLimits(OptionalInt.empty(), "batch", OptionalDouble.of(200));
    Instant start = Instant.now();
    RunRecord run = begin("a.one");

    int admitted = 0;
    while (admitted < 50) {
      admitted += admit(run, quick).equals(ADMITTED) ? 1 : 0;
    }

    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(140));
  }

  @Test
  void a_clock_that_was_put_back_by_hours_holds_nobody_up() {
    RunLimits slow = new RunLimits(OptionalInt.empty(), "batch", OptionalDouble.of(1));
    admit(begin("a.one"), slow);
    TestDatabase.execute(
        database.dataSource(),
        "UPDATE FLUX_LIMITS SET NEXT_FREE_MICROS = NEXT_FREE_MICROS + 7200000000");

    assertThat(admit(begin("a.two"), slow)).isEqualTo(ADMITTED);
  }
}
