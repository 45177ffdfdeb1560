package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;
import org.fluxjvm.scheduler.jdbc.LedgerSchema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.JobDataMap;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;

/** Triggers of runs, as they are left behind in the tables of a cluster. */
class PendingTriggersTest {
  private static final String NAME = "pending";

  private final RunKey run = new RunKey(NAME, "DEFAULT.due", Instant.now(), 0);
  private final TriggerKey key = RunTriggers.keyOf(run);
  @TempDir Path dir;
  private Flux flux;
  private Scheduler scheduler;
  private PendingTriggers pending;

  @BeforeEach
  void open() throws Exception {
    flux = Flux.open("embedded:" + NAME);
    String url = "jdbc:h2:file:" + dir.resolve("quartz") + ";DB_CLOSE_DELAY=-1";
    H2Connections.createTables(url);
    FluxJobStoreTX tables = new FluxJobStoreTX();
    tables.setInstanceName(NAME);
    tables.setDataSource("h2");
    Properties properties =
        Schedulers.onFlux(
            "embedded:" + NAME, NAME, Schedulers.stored(FluxJobStoreTX.class.getName(), url));
    properties.put("org.quartz.jobStore.isClustered", "true");
    scheduler = Schedulers.create(properties);
    pending = new PendingTriggers(scheduler, Optional.of(new QuartzTables(tables)));
    JobDetail job = Schedulers.shell("job", "true");
    scheduler.scheduleJob(job, RunTriggers.of(run, job.getKey(), new JobDataMap(), Instant.now()));
  }

  @AfterEach
  void close() throws Exception {
    scheduler.shutdown(true);
    flux.close();
  }

  private static void put(String state) throws Exception {
    Schedulers.execute("UPDATE QRTZ_TRIGGERS SET TRIGGER_STATE = '%s'".formatted(state));
  }

  @Test
  void what_waits_is_paused_or_is_blocked_will_fire() throws Exception {
    for (String state : new String[] {"WAITING", "ACQUIRED", "PAUSED", "BLOCKED"}) {
      put(state);
      assertThat(pending.include(key)).as(state).isTrue();
    }
    put("ERROR");
    assertThat(pending.include(key)).isFalse();
  }

  @Test
  void what_is_complete_fires_only_while_it_has_a_row() throws Exception {
    put("COMPLETE");
    assertThat(pending.include(key)).isFalse();

    Schedulers.execute(
        """
        INSERT INTO QRTZ_FIRED_TRIGGERS (SCHED_NAME, ENTRY_ID, TRIGGER_NAME, TRIGGER_GROUP,
          INSTANCE_NAME, FIRED_TIME, SCHED_TIME, PRIORITY, STATE)
        SELECT SCHED_NAME, 'entry', TRIGGER_NAME, TRIGGER_GROUP, 'another', 0, 0, 5, 'EXECUTING'
        FROM QRTZ_TRIGGERS\
        """);
    assertThat(pending.include(key)).isTrue();
  }

  @Test
  void a_run_whose_trigger_has_fired_for_nobody_gets_another() throws Exception {
    put("COMPLETE");
    new LedgerSchema(new QuartzDataSource("h2")).create();
    JdbcLedger ledger = new JdbcLedger(new QuartzDataSource("h2"));
    ledger.claim(run, "DEFAULT.job", new Owner("an earlier start", "one"));
    Firings firings = new Firings();
    scheduler.getListenerManager().addJobListener(firings);

    scheduler.start();

    assertThat(firings.next().job().isSuccess()).isTrue();
    assertThat(ledger.find(run).orElseThrow().state()).isInstanceOf(RunState.Done.class);
  }
}
