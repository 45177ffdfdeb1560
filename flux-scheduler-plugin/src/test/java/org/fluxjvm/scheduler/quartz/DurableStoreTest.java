package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Properties;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobId;
import org.fluxjvm.scheduler.RunExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.utils.DBConnectionManager;

/** A store in a file, which one scheduler leaves and the next finds. */
class DurableStoreTest {
  private static final String FIRED = "SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS";
  private static final String OVER_ANY = "org.fluxjvm.scheduler.quartz.OtherJobStoreTX";
  private static final String BY_PROPERTY = "org.fluxjvm.scheduler.quartz.FluxJobStoreTX";
  private static final String MANAGED = "org.fluxjvm.scheduler.quartz.FluxJobStoreCMT";

  @TempDir Path dir;
  private String uri = "";
  private Flux flux;

  @SuppressWarnings("NullAway.Init") // each test starts one
  private Scheduler scheduler;

  @BeforeEach
  void open(TestInfo test) throws Exception {
    uri = "embedded:" + test.getTestMethod().orElseThrow().getName();
    flux = Flux.open(uri); // keeps the instance while schedulers come and go
    H2Connections.createTables(url());
  }

  @AfterEach
  void close() throws Exception {
    if (scheduler != null) {
      scheduler.shutdown(false);
    }
    flux.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {OVER_ANY, BY_PROPERTY, MANAGED})
  void a_firing_that_a_scheduler_leaves_is_ended_by_the_next_with_the_same_job(String store)
      throws Exception {
    Path witness = dir.resolve("witness");
    Path go = dir.resolve("go");
    start(store);
    scheduler.scheduleJob(
        Schedulers.shell(
            "long",
            "echo ran >> %s; while [ ! -e %s ]; do sleep 0.05; done".formatted(witness, go)),
        Schedulers.now("once"));
    await().until(() -> Files.exists(witness));
    JobId job = FluxExecutors.get(scheduler).active().iterator().next().jobId().orElseThrow();
    scheduler.shutdown(false);

    Firings firings = new Firings();
    create(store);
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.start();
    await().until(() -> !FluxExecutors.get(scheduler).active().isEmpty());
    Files.createFile(go);

    Firings.Ended ended = firings.next();
    assertThat(ended.error()).isNull();
    assertThat(ended.job().id()).isEqualTo(job);
    assertThat(witness).content().isEqualTo("ran\n");
    await().until(() -> Schedulers.rows(FIRED) == 0);
    assertThat(scheduler.getTriggerKeys(org.quartz.impl.matchers.GroupMatcher.anyTriggerGroup()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {OVER_ANY, BY_PROPERTY, MANAGED})
  void a_firing_of_a_scheduler_that_is_not_connected_is_left_to_the_next_start(String store)
      throws Exception {
    start(store);
    Firings firings = new Firings();
    scheduler.getListenerManager().addJobListener(firings);
    RunExecutor executor = FluxExecutors.get(scheduler);
    FluxExecutors.remove(scheduler);
    scheduler.scheduleJob(Schedulers.shell("job", "true"), Schedulers.now("once"));
    assertThat(firings.next().error()).hasMessageContaining("not started");
    assertThat(Schedulers.rows(FIRED)).isEqualTo(1);
    FluxExecutors.put(scheduler, executor);
    scheduler.shutdown(false);

    create(store);
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.start();

    assertThat(firings.next().job().isSuccess()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {OVER_ANY, BY_PROPERTY, MANAGED})
  void a_flux_job_is_stored_as_recoverable_and_another_as_it_is(String store) throws Exception {
    start(store);
    JobDetail flux = Schedulers.shell("flux", "true");
    JobDetail java =
        org.quartz.JobBuilder.newJob(PlainJob.class).withIdentity("java").storeDurably().build();
    scheduler.addJob(flux, true, true);
    scheduler.addJob(java, true);

    assertThat(scheduler.getJobDetail(flux.getKey()).requestsRecovery()).isTrue();
    assertThat(scheduler.getJobDetail(java.getKey()).requestsRecovery()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {OVER_ANY, BY_PROPERTY, MANAGED})
  void rows_that_do_not_ask_for_recovery_or_have_another_instance_id_are_recovered_too(String store)
      throws Exception {
    Path witness = dir.resolve("witness");
    start(store);
    scheduler.scheduleJob(
        Schedulers.shell("long", "echo ran >> %s; sleep 0.5".formatted(witness)),
        Schedulers.now("once"));
    await().until(() -> Files.exists(witness));
    Schedulers.execute("UPDATE QRTZ_JOB_DETAILS SET REQUESTS_RECOVERY = FALSE");
    Schedulers.execute(
        "UPDATE QRTZ_FIRED_TRIGGERS SET REQUESTS_RECOVERY = FALSE, INSTANCE_NAME = 'earlier'");
    scheduler.shutdown(false);

    Firings firings = new Firings();
    create(store);
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.start();

    assertThat(firings.next().error()).isNull();
    assertThat(scheduler.getJobDetail(new JobKey("long")))
        .satisfies(job -> assertThat(job == null || job.requestsRecovery()).isTrue());
    assertThat(witness).content().isEqualTo("ran\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {OVER_ANY, BY_PROPERTY, MANAGED})
  void in_a_cluster_the_completion_of_a_firing_that_another_has_recovered_is_dropped(String store)
      throws Exception {
    Path go = dir.resolve("go");
    Properties clustered = new Properties();
    clustered.put("org.quartz.jobStore.isClustered", "true");
    clustered.put("org.quartz.scheduler.instanceId", "one");
    create(store, clustered);
    Firings firings = new Firings();
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.start();
    JobDetail job =
        Schedulers.shell("long", "while [ ! -e %s ]; do sleep 0.05; done".formatted(go))
            .getJobBuilder()
            .ofType(OneAtATime.class)
            .storeDurably()
            .build();
    scheduler.scheduleJob(job, Schedulers.now("once"));
    await().until(() -> !FluxExecutors.get(scheduler).active().isEmpty());
    Schedulers.execute("DELETE FROM QRTZ_FIRED_TRIGGERS");
    Schedulers.execute("UPDATE QRTZ_TRIGGERS SET TRIGGER_STATE = 'BLOCKED'");
    Files.createFile(go);

    assertThat(firings.next().error()).isNull();
    scheduler.shutdown(true);
    create(store, clustered);

    assertThat(
            Schedulers.rows("SELECT COUNT(*) FROM QRTZ_TRIGGERS WHERE TRIGGER_STATE = 'BLOCKED'"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {OVER_ANY, BY_PROPERTY, MANAGED})
  void a_start_writes_no_job_that_asks_for_recovery_already(String store) throws Exception {
    create(store);
    scheduler.addJob(Schedulers.shell("job", "true").getJobBuilder().storeDurably().build(), true);
    try (Connection other = DBConnectionManager.getInstance().getConnection("h2")) {
      other.setAutoCommit(false);
      try (PreparedStatement lock =
          other.prepareStatement("SELECT * FROM QRTZ_JOB_DETAILS FOR UPDATE")) {
        assertThat(lock.executeQuery().next()).isTrue();
        assertThatCode(scheduler::start).doesNotThrowAnyException();
      }
      other.rollback();
      other.setAutoCommit(true);
    }
  }

  private void start(String store) throws Exception {
    create(store);
    scheduler.start();
  }

  private void create(String store) throws Exception {
    create(store, new Properties());
  }

  private void create(String store, Properties more) throws Exception {
    Properties properties = Schedulers.onFlux(uri, "durable", Schedulers.stored(store, url()));
    properties.putAll(more);
    scheduler = Schedulers.create(properties);
  }

  private String url() {
    return "jdbc:h2:file:" + dir.resolve("quartz") + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1";
  }

  /** A job that has nothing to do with Flux. */
  public static final class PlainJob implements org.quartz.Job {
    @Override
    public void execute(JobExecutionContext context) {}
  }

  /** A Flux job of which no two run. */
  @org.quartz.DisallowConcurrentExecution
  public static final class OneAtATime extends FluxJob {}
}
