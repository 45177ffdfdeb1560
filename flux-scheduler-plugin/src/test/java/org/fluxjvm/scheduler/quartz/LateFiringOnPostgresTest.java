package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.fluxjvm.scheduler.jdbc.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobPersistenceException;
import org.quartz.Scheduler;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.spi.OperableTrigger;

/** A server that still has a commit to make whose scheduler has given it up. */
class LateFiringOnPostgresTest {
  private static final String FIRED = "SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS";
  private static final String WAITING =
      "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private PostgresServer server;

  /** A store that loses a connection before its commit is made, and leaves it to the test. */
  // The one as in the store itself; a connection that Quartz has wrapped does not equal itself.
  @SuppressWarnings({"unchecked", "ReferenceEquality"})
  private static final class Cut extends FluxJobStoreTX {
    private final AtomicReference<@Nullable Connection> kept = new AtomicReference<>();
    private boolean cuts;

    OperableTrigger fireUnanswered() throws Exception {
      OperableTrigger due = JdbcStores.acquire(this);
      cuts = true;
      assertThatThrownBy(() -> triggersFired(List.of(due)))
          .isInstanceOf(JobPersistenceException.class)
          .hasMessage("lost");
      return due;
    }

    void commitLate() throws SQLException {
      try (Connection late = kept.getAndSet(null)) {
        late.commit();
      }
    }

    @Override
    protected void commitConnection(Connection connection) throws JobPersistenceException {
      if (cuts) {
        cuts = false;
        kept.set(connection);
        throw new JobPersistenceException("lost");
      }
      super.commitConnection(connection);
    }

    @Override
    protected void rollbackConnection(Connection connection) {
      if (connection != kept.get()) {
        super.rollbackConnection(connection);
      }
    }

    @Override
    protected void cleanupConnection(Connection connection) {
      if (connection != kept.get()) {
        super.cleanupConnection(connection);
      }
    }
  }

  @BeforeEach
  void start() throws Exception {
    server = PostgresServer.start();
    JdbcStores.use(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_trigger_that_is_given_back_waits_for_the_commit_that_fires_it() throws Exception {
    Cut store = new Cut();
    store.setDriverDelegateClass(PostgreSQLDelegate.class.getName());
    JdbcStores.alone(store);
    JdbcStores.schedule(store, Schedulers.shell("job", "true"), Schedulers.now("trigger"));
    OperableTrigger due = store.fireUnanswered();

    CompletableFuture<Void> release =
        CompletableFuture.runAsync(() -> store.releaseAcquiredTrigger(due));
    await().until(() -> Schedulers.rows(WAITING) > 0);
    store.commitLate();

    assertThat(release).succeedsWithin(LIMIT);
    assertThat(Schedulers.rows(FIRED)).isZero();
    assertThat(JdbcStores.acquire(store).getKey().getGroup())
        .isEqualTo(Scheduler.DEFAULT_RECOVERY_GROUP);
  }

  @Test
  void an_acquisition_in_a_cluster_waits_for_who_has_the_lock_of_recoveries() throws Exception {
    FluxJobStoreTX store = new FluxJobStoreTX();
    store.setDriverDelegateClass(PostgreSQLDelegate.class.getName());
    JdbcStores.clustered(store, "one").schedulerStarted();
    JdbcStores.schedule(store, Schedulers.shell("job", "true"), Schedulers.now("trigger"));
    CompletableFuture<OperableTrigger> acquired;
    try (Connection recovery = server.dataSource().getConnection();
        Statement lock = recovery.createStatement()) {
      recovery.setAutoCommit(false);
      lock.execute("SELECT * FROM QRTZ_LOCKS WHERE LOCK_NAME = 'TRIGGER_ACCESS' FOR UPDATE");

      acquired = CompletableFuture.supplyAsync(() -> acquire(store));
      await().until(() -> Schedulers.rows(WAITING) > 0);
      assertThat(acquired).isNotDone();
      recovery.commit();
    }

    assertThat(acquired).succeedsWithin(LIMIT);
    store.shutdown();
  }

  private static OperableTrigger acquire(FluxJobStoreTX store) {
    try {
      return JdbcStores.acquire(store);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
