package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Properties;
import org.fluxjvm.Flux;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.Scheduler;
import org.quartz.impl.matchers.GroupMatcher;

/** Commits of a scheduler that is never told that they were made. */
class UnansweredFiringTest {
  private static final String NAME = "unanswered";
  private static final String FIRED = "SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS";

  @TempDir Path dir;
  private final Firings firings = new Firings();
  private Flux flux;

  @SuppressWarnings("NullAway.Init") // each test makes one
  private Scheduler scheduler;

  @BeforeEach
  void open() {
    flux = Flux.open("embedded:" + NAME);
  }

  @AfterEach
  void close() throws Exception {
    scheduler.shutdown(true);
    flux.close();
  }

  private void start(String store, boolean clustered) throws Exception {
    String url = "jdbc:h2:file:" + dir.resolve("quartz") + ";DB_CLOSE_DELAY=-1";
    H2Connections.createTables(url);
    Properties properties =
        Schedulers.onFlux("embedded:" + NAME, NAME, Schedulers.stored(store, url));
    properties.put(
        "org.quartz.dataSource.h2.connectionProvider.class", LateCommits.class.getName());
    properties.put("org.quartz.jobStore.isClustered", Boolean.toString(clustered));
    scheduler = Schedulers.create(properties);
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.start();
  }

  @ParameterizedTest
  @CsvSource({
    "org.fluxjvm.scheduler.quartz.OtherJobStoreTX, false",
    "org.fluxjvm.scheduler.quartz.OtherJobStoreTX, true",
    "org.fluxjvm.scheduler.quartz.OtherJobStoreCMT, false",
    "org.fluxjvm.scheduler.quartz.FluxJobStoreTX, false",
    "org.fluxjvm.scheduler.quartz.FluxJobStoreTX, true",
    "org.fluxjvm.scheduler.quartz.FluxJobStoreCMT, false",
    "org.fluxjvm.scheduler.quartz.FluxJobStoreCMT, true"
  })
  void a_firing_that_has_begun_unknown_to_its_scheduler_is_run_by_it(
      String store, boolean clustered) throws Exception {
    start(store, clustered);
    LateCommits.lose("EXECUTING");

    scheduler.scheduleJob(
        Schedulers.shell("job", "true")
            .getJobBuilder()
            .ofType(DurableStoreTest.OneAtATime.class)
            .build(),
        Schedulers.now("once"));

    assertThat(firings.next().job().isSuccess()).isTrue();
    assertThat(LateCommits.isLost()).isTrue();
    await().until(() -> Schedulers.rows(FIRED) == 0);
    assertThat(firings.isEmpty()).isTrue();
    assertThat(scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "org.fluxjvm.scheduler.quartz.FluxJobStoreTX, false",
    "org.fluxjvm.scheduler.quartz.FluxJobStoreTX, true",
    "org.fluxjvm.scheduler.quartz.FluxJobStoreCMT, false",
    "org.fluxjvm.scheduler.quartz.FluxJobStoreCMT, true"
  })
  void a_trigger_that_is_acquired_unknown_to_its_scheduler_is_acquired_again(
      String store, boolean clustered) throws Exception {
    start(store, clustered);
    LateCommits.lose("ACQUIRED");

    scheduler.scheduleJob(Schedulers.shell("job", "true"), Schedulers.now("once"));

    assertThat(firings.next().job().isSuccess()).isTrue();
    assertThat(LateCommits.isLost()).isTrue();
    await().until(() -> Schedulers.rows(FIRED) == 0);
    assertThat(firings.isEmpty()).isTrue();
  }
}
