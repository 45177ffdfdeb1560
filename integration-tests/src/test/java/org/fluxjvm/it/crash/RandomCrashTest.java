package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fluxjvm.it.Broker;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Firings, while schedulers are killed, commits are lost, and the broker stands still or is killed,
 * as a seed says: {@code -Dcrash.seed=...}, for {@code -Dcrash.seconds=...}.
 */
@EnabledIfFlux
@Timeout(value = 24, unit = TimeUnit.HOURS)
class RandomCrashTest {
  private static final String NAME = "random";
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("crash.seconds", 30));

  /** After the last crash all that was fired has to end in this time. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path directory;
  private final Random random = new Random(SEED);
  private final List<SchedulerProcess> schedulers = new ArrayList<>();
  private Store store;
  private SchedulerSettings settings;
  private Witness witness;
  private Broker broker;
  private int fired;
  private int kills;
  private int brokerKills;

  @BeforeEach
  void start() {
    witness = new Witness(directory);
    store = Store.postgres();
    broker = Broker.restore(directory);
    settings = SchedulerSettings.of(NAME, store, broker.uri(), witness);
  }

  @AfterEach
  void end() {
    schedulers.forEach(SchedulerProcess::close);
    broker.close();
  }

  @Test
  void nothing_is_lost_and_nothing_runs_twice() {
    System.out.println("crash.seed=" + SEED);
    long end = System.nanoTime() + LENGTH.toNanos();
    startScheduler("-D" + RandomCuts.PER_MILLE + "=" + 10, seedOfCuts());
    while (System.nanoTime() < end) {
      fire();
      crash();
    }
    killScheduler();
    startScheduler();
    current().await("ready");
    await().atMost(LIMIT).untilAsserted(this::assertAllIsOver);

    check(store.runs(NAME));
  }

  private String seedOfCuts() {
    return "-D" + RandomCuts.SEED + "=" + random.nextLong();
  }

  private SchedulerProcess current() {
    return schedulers.getLast();
  }

  private void startScheduler(String... options) {
    schedulers.add(SchedulerProcess.begin(settings, options));
  }

  private void killScheduler() {
    current().kill();
    kills++;
  }

  private void fire() {
    for (int i = random.nextInt(5); i >= 0 && current().isAlive(); i--) {
      current().fire("job" + fired++);
    }
  }

  private void crash() {
    rest(Duration.ofMillis(random.nextInt(3000)));
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> {
        killScheduler();
        startScheduler("-D" + RandomCuts.PER_MILLE + "=" + random.nextInt(30), seedOfCuts());
      }
      case 4 -> {
        broker.pause();
        rest(Duration.ofMillis(random.nextInt(3000)));
        broker.resume();
      }
      case 5 -> {
        broker.kill();
        brokerKills++;
        broker = Broker.restore(directory);
      }
      default -> {
        if (!current().isAlive()) { // it lost its database when it started
          startScheduler();
        }
      }
    }
  }

  private static void rest(Duration length) {
    await().pollDelay(length).atMost(length.plusSeconds(10)).until(() -> true);
  }

  private void assertAllIsOver() throws SQLException {
    assertThat(rowsOfQuartz()).as(() -> "rows of Quartz: " + current().dump()).isZero();
    assertThat(store.runs(NAME))
        .as(() -> current().dump())
        .allSatisfy(run -> assertThat(run.state()).isInstanceOf(RunState.Closed.class));
  }

  private int rowsOfQuartz() throws SQLException {
    try (Connection connection = new Database(store.url()).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT (SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS)"
                    + " + (SELECT COUNT(*) FROM QRTZ_TRIGGERS)")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private void check(List<RunRecord> runs) {
    Map<String, RunRecord> byName =
        runs.stream()
            .collect(
                Collectors.toMap(
                    run -> run.key().trigger().substring(SchedulerProgram.GROUP.length() + 1),
                    Function.identity()));
    List<String> stored =
        schedulers.stream()
            .flatMap(scheduler -> scheduler.told().stream())
            .filter(line -> line.startsWith("fired "))
            .map(line -> line.substring("fired ".length()))
            .toList();
    List<RunRecord> uncertain =
        runs.stream().filter(run -> run.state() instanceof RunState.Uncertain).toList();
    System.out.printf(
        "crash.seed=%d: %d firings, %d kills of schedulers, %d of brokers, %d uncertain%n",
        SEED, stored.size(), kills, brokerKills, uncertain.size());

    assertThat(witness.lines()).as("runs twice").doesNotHaveDuplicates();
    assertThat(byName.keySet()).as("lost").containsAll(stored);
    if (brokerKills == 0) {
      assertThat(uncertain).isEmpty();
    }
    byName.forEach(this::checkEnd);
  }

  private void checkEnd(String name, RunRecord run) {
    if (run.state() instanceof RunState.Done done) {
      assertThat(done.end().isSuccess()).as(() -> run.toString()).isTrue();
      assertThat(witness.count(name)).as(name).isOne();
    } else {
      assertThat(run.state()).isInstanceOf(RunState.Uncertain.class);
    }
  }
}
