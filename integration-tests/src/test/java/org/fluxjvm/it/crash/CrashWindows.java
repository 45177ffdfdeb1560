package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A scheduler that is killed when one run of it has got to each point of the protocol, and the next
 * one on the same store. What ran is what the witness has.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
abstract class CrashWindows {
  static final String NAME = "windows";

  /** The trigger is acquired, and that it fires is not committed. */
  static final String UNFIRED = "before-fired";

  /** It is, and nothing is submitted. */
  static final List<String> UNSUBMITTED = List.of("before-claim", "after-claim");

  /** There is a job that cannot start. */
  static final List<String> HELD = List.of("before-held", "after-held", "before-releasing");

  /** The ledger has it that the job may start. */
  static final List<String> RELEASED =
      List.of(
          "after-releasing",
          "before-released",
          "after-released",
          "before-running",
          "after-running",
          "before-done");

  /** Nothing is left to do but to tell Quartz. */
  static final List<String> DONE = List.of("after-done", "before-complete", "after-complete");

  private Witness witness;
  private Store store;
  private List<String> told = List.of();

  abstract Store store(Path directory);

  abstract String flux();

  /** The firings that this store forgets. */
  abstract Set<String> lost();

  /** The runs that a person has to settle. */
  abstract Set<String> uncertain();

  /** Some of the second scheduler's last words. */
  abstract List<String> told();

  /** What is tried. */
  Stream<String> points() {
    return Stream.of(List.of(UNFIRED), UNSUBMITTED, HELD, RELEASED, DONE).flatMap(List::stream);
  }

  private Stream<String> kept() {
    return points().filter(point -> !lost().contains(point));
  }

  private Stream<String> certain() {
    return kept().filter(point -> !uncertain().contains(point));
  }

  @BeforeAll
  @Timeout(120)
  void crash(@TempDir Path directory) {
    witness = new Witness(directory);
    store = store(directory);
    SchedulerSettings settings = SchedulerSettings.of(NAME, store, flux(), witness);
    witness.shut("after-running");
    try (SchedulerProcess first = SchedulerProcess.start(first(settings).withPauses())) {
      points().filter(point -> !point.equals(UNFIRED)).forEach(first::fire);
      points().filter(point -> !point.equals(UNFIRED)).forEach(point -> first.await("at " + point));
      first.fire(UNFIRED); // this stops the thread that fires
      first.await("at " + UNFIRED);
      goOn(first, settings);
    }
  }

  private void goOn(SchedulerProcess first, SchedulerSettings settings) {
    try (SchedulerProcess second = succeed(first, settings)) {
      second.fire("probe");
      second.await("probe completed");
      witness.open("after-running");
      told().forEach(second::await);
      await()
          .atMost(Duration.ofSeconds(40))
          .untilAsserted(
              () -> assertThat(witness.lines()).as(second::dump).containsAll(certain().toList()));
      second.stop();
      told = second.told();
    }
  }

  /** The scheduler that is killed. */
  SchedulerSettings first(SchedulerSettings settings) {
    return settings;
  }

  /** Kills a scheduler, and starts the next one. */
  SchedulerProcess succeed(SchedulerProcess first, SchedulerSettings settings) {
    first.kill();
    return SchedulerProcess.start(settings);
  }

  /** All that the second scheduler has told. */
  List<String> toldInTheEnd() {
    return told;
  }

  @AfterAll
  abstract void end();

  @ParameterizedTest
  @MethodSource("points")
  void what_runs_runs_once(String point) {
    if (lost().contains(point)) {
      assertThat(witness.count(point)).isZero();
    } else if (uncertain().contains(point)) {
      assertThat(witness.count(point)).isLessThanOrEqualTo(1);
    } else {
      assertThat(witness.count(point)).isOne();
    }
  }

  @ParameterizedTest
  @MethodSource("points")
  void how_it_ended_is_known_as_far_as_the_store_goes(String point) {
    assertEnd(point);
  }

  void assertEnd(String point) {
    RunState state = store.run(NAME, point).state();
    if (uncertain().contains(point)) {
      assertThat(state).isInstanceOf(RunState.Uncertain.class);
    } else {
      assertThat(state)
          .isInstanceOfSatisfying(
              RunState.Done.class,
              done -> assertThat(done.end().outcome()).isEqualTo(RunEnd.Outcome.COMPLETED));
    }
  }

  @Test
  void nothing_is_left_in_the_tables_of_quartz() throws Exception {
    assumeFalse(store.url().equals(Store.RAM), "there are none");
    try (Connection connection = new Database(store.url()).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT (SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS),"
                    + " (SELECT COUNT(*) FROM QRTZ_TRIGGERS)")) {
      rows.next();
      assertThat(List.of(rows.getInt(1), rows.getInt(2))).containsExactly(0, 0);
    }
  }
}
