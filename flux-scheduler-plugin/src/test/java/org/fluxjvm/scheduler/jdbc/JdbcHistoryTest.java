package org.fluxjvm.scheduler.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fluxjvm.scheduler.Attempt;
import org.fluxjvm.scheduler.LedgerTests;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunQuery;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunReport.Submission;
import org.fluxjvm.scheduler.RunState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("org.fluxjvm.scheduler.jdbc.TestDatabase#all")
class JdbcHistoryTest extends LedgerTests {
  private static final RunState.Done DONE = new RunState.Done(COMPLETED);
  private static final Instant LATER = NOON.plusSeconds(86_400);

  private final TestDatabase database;
  private RunHistory history;

  JdbcHistoryTest(TestDatabase database) {
    this.database = database;
  }

  @Override
  protected RunLedger emptyLedger() {
    return database.emptyLedger(clock);
  }

  @BeforeEach
  void look() {
    history = ((JdbcLedger) ledger).history();
  }

  @Test
  void the_latest_runs_come_first() {
    RunRecord first = over(key("a.first"), DONE);
    RunRecord second = run(key("a.second"), ANN, new RunState.Intent());
    ledger.claim(new RunKey("day", "a.third", NOON, 0), JOB, ANN);
    RunRecord fourth = ledger.claim(key("a.fourth"), "another.job", ANN).run();

    assertThat(history.runs(RunQuery.latest("night", 10))).containsExactly(fourth, second, first);
    assertThat(history.runs(RunQuery.latest("night", 2))).containsExactly(fourth, second);
    assertThat(history.runs(new RunQuery("night", Optional.of(JOB), Set.of(), 10)))
        .containsExactly(second, first);
    assertThat(history.runs(new RunQuery("night", Optional.empty(), Set.of("DONE", "HELD"), 10)))
        .containsExactly(first);
  }

  @Test
  void a_run_is_reported_with_all_of_its_submissions() {
    RunRecord run = run(KEY, ANN, new RunState.Held(PLACEMENT));
    ledger.repeat(run, new Attempt(1, 2), NOON, "it never started");
    run = ledger.claim(KEY, JOB, BEN).run();
    run = ledger.advance(run, new RunState.Held(PLACEMENT)).orElseThrow();
    run = ledger.advance(run, new RunState.Running(PLACEMENT)).orElseThrow();
    RunRecord closed = ledger.close(run, new RunState.Done(FAILED), List.of()).orElseThrow();

    var report = history.report(KEY.id()).orElseThrow();

    assertThat(report.run()).isEqualTo(closed);
    assertThat(report.submissions())
        .extracting(Submission::attempt)
        .containsExactly(new Attempt(1, 1), new Attempt(1, 2), new Attempt(1, 3));
    assertThat(report.submissions())
        .extracting(Submission::owner)
        .containsExactly(Optional.of(ANN), Optional.of(ANN), Optional.of(BEN));
    assertThat(report.submissions())
        .extracting(Submission::placement)
        .containsExactly(Optional.of(PLACEMENT), Optional.empty(), Optional.of(PLACEMENT));
    assertThat(report.submissions())
        .extracting(Submission::end)
        .containsExactly(
            "it never started",
            "taken over by ben before its job was known",
            "FAILED, exit code 3: it broke");
    assertThat(report.submissions().getFirst().reached()).containsOnlyKeys("INTENT", "HELD");
    assertThat(report.submissions().getLast().reached())
        .containsOnlyKeys("INTENT", "HELD", "RUNNING", "DONE")
        .containsEntry("DONE", closed.updated());
  }

  @Test
  void uncertain_runs_are_counted_until_somebody_settles_them() {
    over(key("a.first"), new RunState.Uncertain("gone"));
    over(key("a.second"), new RunState.Uncertain("gone"));
    over(key("a.third"), DONE);

    assertThat(history.uncertain("night")).isEqualTo(2);
    ledger.resolve(key("a.first"), COMPLETED, List.of());
    assertThat(history.uncertain("night")).isEqualTo(1);
    assertThat(history.uncertain("day")).isZero();
  }

  @Test
  void a_job_is_known_since_its_first_run_however_that_ended() {
    RunRecord first = over(key("a.first"), new RunState.Done(FAILED));
    over(key("a.second"), DONE);
    ledger.claim(key("a.third"), "another.job", ANN);

    assertThat(history.firstRuns("night", Set.of(JOB, "no.job")))
        .isEqualTo(Map.of(JOB, first.created()));
    assertThat(history.firstRuns("night", Set.of())).isEmpty();
    assertThat(history.firstRuns("day", Set.of(JOB))).isEmpty();
  }

  @Test
  void the_last_success_of_a_job_is_that_of_its_latest_run_which_completed() {
    over(key("a.first"), DONE);
    RunRecord second = over(key("a.second"), DONE);
    over(key("a.failed"), new RunState.Done(FAILED));
    over(key("a.open"), new RunState.Uncertain("gone"));
    Instant before = Instant.EPOCH;

    assertThat(history.lastSuccesses("night", Set.of(JOB, "no.job"), before))
        .isEqualTo(Map.of(JOB, second.updated()));
    assertThat(history.lastSuccesses("night", Set.of("another.job"), before)).isEmpty();
    assertThat(history.lastSuccesses("night", Set.of(), before)).isEmpty();
    assertThat(history.lastSuccesses("day", Set.of(JOB), before)).isEmpty();
    assertThat(history.lastSuccesses("night", Set.of(JOB), second.updated())).hasSize(1);
    assertThat(history.lastSuccesses("night", Set.of(JOB), second.updated().plusMillis(1)))
        .isEmpty();
  }

  @Test
  void runs_are_found_by_the_beginning_of_their_names() {
    RunRecord run = run(KEY, ANN, new RunState.Intent());
    ledger.claim(new RunKey("day", "a.third", NOON, 0), JOB, ANN);
    over(key("a.other"), DONE);
    String id = run.key().id();

    assertThat(history.startingWith("night", id.substring(0, 8), 3)).containsExactly(run);
    assertThat(history.startingWith("day", id.substring(0, 8), 3)).isEmpty();
    assertThat(history.startingWith("night", "", 3)).hasSize(2);
    assertThat(history.startingWith("night", "", 1)).hasSize(1);
    assertThat(history.startingWith("night", "%", 3)).isEmpty();
    assertThat(history.startingWith("night", "_" + id.substring(1), 3)).isEmpty();
    assertThat(history.startingWith("night", "!", 3)).isEmpty();
  }

  @Test
  void a_node_has_room_for_its_longest_name() {
    Owner owner = new Owner("n".repeat(400), "firing");

    run(KEY, owner, new RunState.Running(PLACEMENT));

    assertThat(ledger.find(KEY).orElseThrow().owner()).contains(owner);
  }

  @Test
  void a_run_that_is_not_known_is_not_reported() {
    assertThat(history.report(KEY.id())).isEmpty();
  }

  @Test
  void runs_that_ended_before_a_time_are_forgotten_with_their_submissions() {
    over(KEY, DONE);
    over(key("a.abandoned"), new RunState.Abandoned("cancelled"));

    assertThat(history.prune(NOON)).isZero();
    assertThat(history.prune(LATER)).isEqualTo(2);

    assertThat(ledger.find(KEY)).isEmpty();
    assertThat(history.report(KEY.id())).isEmpty();
    ledger.claim(KEY, JOB, ANN);
    assertThat(history.report(KEY.id()).orElseThrow().submissions()).hasSize(1);
  }

  @Test
  void what_is_open_or_uncertain_or_can_come_again_is_kept() {
    RunRecord open = run(key("a.open"), ANN, new RunState.Running(PLACEMENT));
    RunRecord uncertain = over(key("a.uncertain"), new RunState.Uncertain("gone"));
    RunKey future = new RunKey("night", "a.future", LATER, 0);
    RunRecord again = over(future, DONE);

    assertThat(history.prune(LATER)).isZero();

    assertThat(ledger.find(open.key())).contains(open);
    assertThat(ledger.find(uncertain.key())).contains(uncertain);
    assertThat(ledger.find(future)).contains(again);
    assertThat(history.prune(LATER.plusMillis(1))).isEqualTo(1);
  }

  @Test
  void more_than_a_batch_is_forgotten() {
    over(KEY, DONE);
    TestDatabase.execute(
        database.dataSource(),
        "INSERT INTO FLUX_RUNS SELECT CONCAT('copy', N), SCHEDULER, TRIGGER_KEY, SCHEDULED_AT, N,"
            + " JOB, TRY_NO, SUBMISSION_NO, STATE, JOB_ID, INSTANCE, URI, OUTCOME, RETURN_CODE,"
            + " NOTE, OWNER_NODE, OWNER_FIRING, EPOCH, CANCEL_REASON, NOT_BEFORE, CREATED_AT,"
            + " UPDATED_AT, ADMITTED FROM FLUX_RUNS, (WITH RECURSIVE S(N) AS (SELECT 1 UNION ALL"
            + " SELECT N + 1 FROM S WHERE N < 600) SELECT N FROM S) NUMBERS");

    assertThat(history.prune(LATER)).isEqualTo(601);
    assertThat(history.runs(RunQuery.latest("night", 10))).isEmpty();
  }
}
