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
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.it.Broker;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.rpc.ResponseStream;
import org.fluxjvm.scheduler.RunState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Firings of two schedulers on one database, while either is killed or stands still, commits are
 * lost, and the broker makes checkpoints, stands still, or is killed and comes back with its last
 * checkpoint: as a seed says, {@code -Dcrash.seed=...}, for {@code -Dcrash.seconds=...}.
 */
@EnabledIfFlux
@Timeout(value = 24, unit = TimeUnit.HOURS)
class RandomCrashTest {
  private static final String NAME = "random";
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("crash.seconds", 30));

  /** A node that is silent for this long is taken for dead by the other. */
  private static final int DEAD_MILLIS = 9_000;

  /** After the last crash all that was fired has to end in this time. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final JobQuery ACTIVE = JobQuery.everyone().states(JobState.ACTIVE);

  @TempDir Path directory;
  private final Random random = new Random(SEED);
  private final KilledBrokers killedBrokers = new KilledBrokers();
  private Store store;
  private Witness witness;
  private Broker broker;
  private CrashingCluster cluster;
  private int fired;
  private int standstills;
  private int checkpoints;

  @BeforeEach
  void start() {
    witness = new Witness(directory);
    store = Store.postgres();
    broker = Broker.restore(directory);
    cluster =
        new CrashingCluster(SchedulerSettings.of(NAME, store, broker.uri(), witness), SEED + 1);
  }

  @AfterEach
  void end() {
    cluster.close();
    broker.close();
  }

  @Test
  void nothing_is_lost_nothing_runs_twice_and_only_what_was_out_on_a_killed_broker_is_uncertain() {
    System.out.println("crash.seed=" + SEED);
    long end = System.nanoTime() + LENGTH.toNanos();
    while (System.nanoTime() < end) {
      cluster.revive();
      fire();
      rest(random.nextInt(3000));
      crash();
    }
    cluster.calm();
    await().atMost(LIMIT).untilAsserted(this::assertAllIsOver);

    check();
  }

  private void fire() {
    for (int i = random.nextInt(12); i > 0; i--) {
      cluster.fire(node(), "job" + fired++);
    }
  }

  private String node() {
    return CrashingCluster.NODES.get(random.nextInt(CrashingCluster.NODES.size()));
  }

  private void crash() {
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> cluster.kill(node());
      case 4 -> CrashingCluster.NODES.forEach(cluster::kill);
      case 5 -> standStill(node(), random.nextInt(DEAD_MILLIS, DEAD_MILLIS + 3000));
      case 6 -> {
        broker.pause();
        rest(random.nextInt(3000));
        broker.resume();
      }
      case 7 -> checkpoint();
      case 8, 9 -> {
        killedBrokers.kill(broker, store.runs(NAME));
        broker = Broker.restore(directory);
      }
      default -> {}
    }
  }

  private void standStill(String node, int millis) {
    cluster.pause(node);
    rest(millis);
    cluster.resume(node);
    standstills++;
  }

  /**
   * While nothing but held jobs is out: what Flux itself starts again after a crash, because its
   * checkpoint has it released and not yet started, no scheduler can keep from that.
   */
  private void checkpoint() {
    CrashingCluster.NODES.forEach(cluster::pause);
    try (Flux flux = Flux.open(broker.uri())) {
      await().during(Duration.ofMillis(300)).atMost(LIMIT).until(() -> isAllHeld(flux));
      broker.checkpoint();
      checkpoints++;
    } finally {
      CrashingCluster.NODES.forEach(cluster::resume);
    }
  }

  private static boolean isAllHeld(Flux flux) {
    try (ResponseStream<JobInfo> jobs = flux.jobs().list(ACTIVE)) {
      for (JobInfo job : jobs) {
        if (job.urgency() != SubmitOptions.HOLD) {
          return false;
        }
      }
      return true;
    }
  }

  private static void rest(int millis) {
    Duration length = Duration.ofMillis(millis);
    await().pollDelay(length).atMost(length.plusSeconds(10)).until(() -> true);
  }

  private void assertAllIsOver() throws SQLException {
    assertThat(rowsOfQuartz()).as(cluster::dump).isEmpty();
    assertThat(store.runs(NAME))
        .as(cluster::dump)
        .allSatisfy(run -> assertThat(run.state()).isInstanceOf(RunState.Closed.class));
  }

  private List<String> rowsOfQuartz() throws SQLException {
    try (Connection connection = new Database(store.url()).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT 'fired', TRIGGER_GROUP, TRIGGER_NAME, STATE, INSTANCE_NAME, SCHED_TIME
                FROM QRTZ_FIRED_TRIGGERS
                UNION ALL
                SELECT 'trigger', TRIGGER_GROUP, TRIGGER_NAME, TRIGGER_STATE, '', NEXT_FIRE_TIME
                FROM QRTZ_TRIGGERS
                """)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(
            "%s %s.%s %s %s %d"
                .formatted(
                    rows.getString(1),
                    rows.getString(2),
                    rows.getString(3),
                    rows.getString(4),
                    rows.getString(5),
                    rows.getLong(6)));
      }
      return found;
    }
  }

  private void check() {
    Balance balance =
        Balance.of(cluster.fired(), store.reports(NAME), witness, killedBrokers::leaveInDoubt);
    System.out.printf(
        "crash.seed=%d: %d kills and %d standstills of schedulers, %d kills and %d checkpoints of"
            + " brokers; %s%n",
        SEED, cluster.kills(), standstills, killedBrokers.count(), checkpoints, balance.counts());

    assertThat(balance.lost()).as("lost").isEmpty();
    assertThat(balance.twice()).as("twice").isEmpty();
    assertThat(balance.failed()).as("failed").isEmpty();
    assertThat(balance.unfounded()).as("uncertain without reason").isEmpty();
  }
}
