package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.Trigger.CompletedExecutionInstruction;
import org.quartz.TriggerKey;
import org.quartz.spi.JobStore;
import org.quartz.spi.OperableTrigger;

/** What is left in Quartz' tables that belongs to nobody, and what belongs to somebody. */
class StoreUpkeepTest {
  private static final String FIRED = "SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS";
  private static final String IN_STATE =
      "SELECT COUNT(*) FROM QRTZ_TRIGGERS WHERE TRIGGER_STATE = ?";
  private static final int LIVE = 50;
  private static final int DETACHED = 5;

  @TempDir Path dir;

  @SuppressWarnings("NullAway.Init")
  private FluxJobStoreTX store;

  @BeforeEach
  void open() throws Exception {
    JdbcStores.use("jdbc:h2:file:" + dir.resolve("quartz") + ";DB_CLOSE_DELAY=-1");
    store = JdbcStores.alone(new FluxJobStoreTX());
  }

  @Test
  void firings_that_a_scheduler_has_in_hand_are_not_touched() throws Exception {
    JobDetail job = Schedulers.shell("job", "true");
    List<OperableTrigger> fired = new ArrayList<>();
    for (int i = 0; i < LIVE + DETACHED; i++) {
      JdbcStores.schedule(store, job, Schedulers.now("trigger" + i));
      fired.add(fire(store));
    }
    for (OperableTrigger detached : fired.subList(LIVE, LIVE + DETACHED)) {
      Completions.detach(detached);
      complete(detached, job);
    }

    store.upkeep().run();

    assertThat(Schedulers.rows(FIRED)).isEqualTo(LIVE + DETACHED);
    fired.subList(0, LIVE).forEach(live -> complete(live, job));
    store.upkeep().run();
    assertThat(Schedulers.rows(FIRED)).isEqualTo(DETACHED);
    assertThat(Schedulers.rows(IN_STATE, "COMPLETE")).isEqualTo(DETACHED);
  }

  @Test
  void a_firing_that_nobody_has_in_hand_is_recovered() throws Exception {
    JdbcStores.schedule(store, Schedulers.shell("job", "true"), Schedulers.now("trigger"));
    fire(JdbcStores.alone(new FluxJobStoreTX())); // as if its commit had come late

    store.upkeep().run();

    OperableTrigger recovering = fire(store);
    assertThat(recovering.getKey().getGroup()).isEqualTo(Scheduler.DEFAULT_RECOVERY_GROUP);
    assertThat(recovering.getJobKey()).isEqualTo(new JobKey("job"));
    assertThat(Schedulers.rows(FIRED)).isOne();
  }

  @Test
  void a_trigger_that_nobody_has_in_hand_is_acquired_again() throws Exception {
    JdbcStores.schedule(store, Schedulers.shell("job", "true"), Schedulers.now("trigger"));
    JdbcStores.acquire(JdbcStores.alone(new FluxJobStoreTX()));

    store.upkeep().run();

    assertThat(fire(store).getKey()).isEqualTo(new TriggerKey("trigger"));
  }

  @Test
  void the_firing_of_a_plain_job_is_left_to_the_next_start() throws Exception {
    JdbcStores.schedule(store, plain(), Schedulers.now("trigger"));
    fire(JdbcStores.alone(new FluxJobStoreTX()));

    store.upkeep().run();

    assertThat(Schedulers.rows(FIRED)).isOne();
  }

  @Test
  void triggers_that_wait_for_firings_without_a_row_are_freed() throws Exception {
    for (String name : List.of("ACQUIRED", "BLOCKED", "PAUSED_BLOCKED", "COMPLETE")) {
      JdbcStores.schedule(store, Schedulers.shell(name, "true"), Schedulers.now(name));
      Schedulers.execute(
          "UPDATE QRTZ_TRIGGERS SET TRIGGER_STATE = '%1$s' WHERE TRIGGER_NAME = '%1$s'"
              .formatted(name));
    }
    JdbcStores.schedule(store, plain(), Schedulers.now("plain"));
    Schedulers.execute(
        "UPDATE QRTZ_TRIGGERS SET TRIGGER_STATE = 'COMPLETE' WHERE TRIGGER_NAME = 'plain'");

    store.upkeep().run();

    assertThat(Schedulers.rows(IN_STATE, "WAITING")).isEqualTo(2);
    assertThat(Schedulers.rows(IN_STATE, "PAUSED")).isOne();
    assertThat(store.checkExists(new TriggerKey("COMPLETE"))).isFalse();
    assertThat(store.checkExists(new TriggerKey("plain"))).isTrue();
  }

  @Test
  void a_trigger_that_a_firing_blocks_is_not_freed() throws Exception {
    JobDetail job =
        Schedulers.shell("job", "true")
            .getJobBuilder()
            .ofType(DurableStoreTest.OneAtATime.class)
            .build();
    JdbcStores.schedule(store, job, Schedulers.now("first"));
    OperableTrigger first = fire(store);
    JdbcStores.schedule(store, job, Schedulers.now("second"));

    store.upkeep().run();

    assertThat(Schedulers.rows(IN_STATE, "BLOCKED")).isOne();
    complete(first, job);
    assertThat(Schedulers.rows(IN_STATE, "WAITING")).isOne();
  }

  private static JobDetail plain() {
    return JobBuilder.newJob(DurableStoreTest.PlainJob.class)
        .withIdentity("plain")
        .requestRecovery()
        .build();
  }

  private static OperableTrigger fire(JobStore store) throws Exception {
    OperableTrigger due = JdbcStores.acquire(store);
    assertThat(store.triggersFired(List.of(due)).getFirst().getTriggerFiredBundle()).isNotNull();
    return due;
  }

  private void complete(OperableTrigger fired, JobDetail job) {
    store.triggeredJobComplete(fired, job, CompletedExecutionInstruction.DELETE_TRIGGER);
  }
}
