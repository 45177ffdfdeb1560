package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.JobDetail;
import org.quartz.JobPersistenceException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.jdbcjobstore.JobStoreSupport;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.spi.JobStore;
import org.quartz.spi.OperableTrigger;

/** Schedulers of a cluster that live, whose firings another one recovers all the same. */
class RecoveredFiringsTest {
  private static final String FIRED = "SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS";
  private static final String IN_STATE =
      "SELECT COUNT(*) FROM QRTZ_TRIGGERS WHERE TRIGGER_NAME = ? AND TRIGGER_STATE = ?";

  @TempDir Path dir;

  @SuppressWarnings("NullAway.Init") // most tests open them
  private JobStoreSupport one;

  @SuppressWarnings("NullAway.Init")
  private JobStoreSupport two;

  @BeforeEach
  void createTables() throws Exception {
    JdbcStores.use("jdbc:h2:file:" + dir.resolve("quartz") + ";DB_CLOSE_DELAY=-1");
  }

  private void open(String type) throws Exception {
    one = node(type, "one");
    two = node(type, "two");
  }

  private static JobStoreSupport node(String type, String instance) throws Exception {
    JobStoreSupport store =
        Class.forName(type)
            .asSubclass(JobStoreSupport.class)
            .getDeclaredConstructor()
            .newInstance();
    JdbcStores.clustered(store, instance).schedulerStarted();
    return store;
  }

  @AfterEach
  void shutDown() {
    for (@Nullable JobStoreSupport store : new JobStoreSupport[] {one, two}) {
      if (store != null) {
        store.shutdown();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.fluxjvm.scheduler.quartz.FluxJobStoreTX",
        "org.fluxjvm.scheduler.quartz.FluxJobStoreCMT"
      })
  void a_firing_whose_row_is_gone_does_not_begin_and_its_trigger_fires_later(String type)
      throws Exception {
    open(type);
    JdbcStores.schedule(one, Schedulers.shell("any", "true"), once("any"));
    JdbcStores.schedule(one, oneAtATime(), once("oneAtATime"));
    for (int i = 0; i < 2; i++) {
      OperableTrigger due = JdbcStores.acquire(one);
      Schedulers.execute("DELETE FROM QRTZ_FIRED_TRIGGERS WHERE STATE = 'ACQUIRED'");

      assertThat(fires(one, due)).isFalse();
      assertThat(isIn("ACQUIRED", due)).isTrue();
      one.releaseAcquiredTrigger(due);

      assertThat(isIn("WAITING", due)).isTrue();
      assertThat(fires(one, JdbcStores.acquire(one))).isTrue();
    }
    assertThat(Schedulers.rows(FIRED)).isEqualTo(2);
  }

  @Test
  void a_store_that_is_wrapped_begins_no_firing_whose_row_is_gone_either() throws Exception {
    open(JobStoreTX.class.getName());
    JobStore wrapped = FluxJobStore.wrap(one, 1);
    JdbcStores.schedule(wrapped, Schedulers.shell("job", "true"), again("trigger"));
    OperableTrigger due = JdbcStores.acquire(wrapped);
    free(due);
    OperableTrigger taken = JdbcStores.acquire(two);

    assertThat(fires(wrapped, due)).isFalse();
    wrapped.releaseAcquiredTrigger(due);

    assertThat(isIn("ACQUIRED", taken)).isTrue();
    assertThat(fires(two, taken)).isTrue();
    assertThat(one.isAcquireTriggersWithinLock()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.fluxjvm.scheduler.quartz.FluxJobStoreTX",
        "org.fluxjvm.scheduler.quartz.FluxJobStoreCMT"
      })
  void a_trigger_that_another_scheduler_has_acquired_since_is_left_to_that(String type)
      throws Exception {
    open(type);
    JdbcStores.schedule(one, oneAtATime(), again("trigger"));
    OperableTrigger due = JdbcStores.acquire(one);
    free(due);
    OperableTrigger taken = JdbcStores.acquire(two);

    assertThat(fires(one, due)).isFalse();
    one.releaseAcquiredTrigger(due);
    assertThat(isIn("ACQUIRED", taken)).isTrue();
    assertThat(fires(two, taken)).isTrue();
    one.releaseAcquiredTrigger(due);

    assertThat(isIn("BLOCKED", taken)).isTrue();
    assertThat(Schedulers.rows(FIRED)).isOne();
  }

  @Test
  void a_trigger_that_is_given_back_waits_for_the_running_firing_of_its_job() throws Exception {
    open(FluxJobStoreTX.class.getName());
    JdbcStores.schedule(one, oneAtATime(), again("first"));
    OperableTrigger first = JdbcStores.acquire(one);
    JdbcStores.schedule(one, oneAtATime(), again("second"));
    assertThat(fires(two, JdbcStores.acquire(two))).isTrue();

    assertThat(fires(one, first)).isFalse();
    one.releaseAcquiredTrigger(first);

    assertThat(isIn("BLOCKED", first)).isTrue();
    assertThat(Schedulers.rows(FIRED)).isOne();
  }

  @Test
  void nothing_is_acquired_before_a_first_check_in_was_answered() throws Exception {
    Node node = JdbcStores.clustered(new Node(), "one");
    JdbcStores.schedule(node, Schedulers.shell("job", "true"), once("trigger"));

    node.checkInUnanswered();
    assertThat(node.acquireNextTriggers(System.currentTimeMillis() + 1000, 1, 0)).isEmpty();
    assertThat(node.checkIn()).as("the scheduler is told to look again").isTrue();

    assertThat(fires(node, JdbcStores.acquire(node))).isTrue();
  }

  /** A store that checks in when told to, and may lose the answer to that. */
  @SuppressWarnings("unchecked") // as in the store itself
  private static final class Node extends FluxJobStoreTX {
    private boolean answered = true;

    boolean checkIn() throws JobPersistenceException {
      return doCheckin();
    }

    void checkInUnanswered() {
      answered = false;
      assertThatThrownBy(this::doCheckin).hasMessage("lost");
      answered = true;
    }

    @Override
    protected void commitConnection(Connection connection) throws JobPersistenceException {
      super.commitConnection(connection);
      if (!answered) {
        throw new JobPersistenceException("lost");
      }
    }
  }

  @Test
  void what_is_acquired_while_a_recovery_reads_and_deletes_rows_keeps_its_own() throws Exception {
    open(FluxJobStoreTX.class.getName());
    JdbcStores.schedule(one, Schedulers.shell("job", "true"), once("trigger"));
    Node recovering = new Node();
    recovering.setDriverDelegateClass(Interrupted.class.getName());
    JdbcStores.clustered(recovering, "three");
    CompletableFuture<OperableTrigger> acquired = new CompletableFuture<>();
    Interrupted.during(
        () -> {
          acquired.completeAsync(() -> acquireNow(one));
          awaitBriefly(acquired);
        });
    Schedulers.execute("UPDATE QRTZ_SCHEDULER_STATE SET LAST_CHECKIN_TIME = 0");

    recovering.checkIn();

    assertThat(acquired).succeedsWithin(Duration.ofSeconds(20));
    assertThat(fires(one, acquired.get())).isTrue();
    assertThat(Schedulers.rows(FIRED)).isOne();
  }

  private static OperableTrigger acquireNow(JobStore store) {
    try {
      return JdbcStores.acquire(store);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** It does not end, because it waits for who waits here. */
  private static void awaitBriefly(CompletableFuture<?> blocked) {
    try {
      blocked.get(500, TimeUnit.MILLISECONDS);
    } catch (TimeoutException expected) {
      assertThat(blocked).isNotDone();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Does something before it deletes the rows of an instance. */
  public static final class Interrupted extends StdJDBCDelegate {
    private static final AtomicReference<Runnable> DURING = new AtomicReference<>(() -> {});

    /** Called by Quartz. */
    public Interrupted() {}

    static void during(Runnable action) {
      DURING.set(action);
    }

    @Override
    public int deleteFiredTriggers(Connection connection, String instance) throws SQLException {
      DURING.getAndSet(() -> {}).run();
      return super.deleteFiredTriggers(connection, instance);
    }
  }

  /** As a recovery does. */
  private static void free(OperableTrigger trigger) throws SQLException {
    Schedulers.execute("DELETE FROM QRTZ_FIRED_TRIGGERS");
    Schedulers.execute(
        "UPDATE QRTZ_TRIGGERS SET TRIGGER_STATE = 'WAITING' WHERE TRIGGER_NAME = '%s'"
            .formatted(trigger.getKey().getName()));
  }

  private static boolean fires(JobStore store, OperableTrigger trigger) throws Exception {
    return store.triggersFired(List.of(trigger)).getFirst().getTriggerFiredBundle() != null;
  }

  private static boolean isIn(String state, OperableTrigger trigger) throws SQLException {
    return Schedulers.rows(IN_STATE, trigger.getKey().getName(), state) == 1;
  }

  private static JobDetail oneAtATime() {
    return Schedulers.shell("oneAtATime", "true")
        .getJobBuilder()
        .ofType(DurableStoreTest.OneAtATime.class)
        .build();
  }

  private static Trigger once(String name) {
    return Schedulers.now(name);
  }

  private static Trigger again(String name) {
    return TriggerBuilder.newTrigger()
        .withIdentity(name)
        .startNow()
        .withSchedule(SimpleScheduleBuilder.repeatHourlyForever())
        .build();
  }
}
