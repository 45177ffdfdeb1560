package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.jdbc.LedgerSchema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.Scheduler;
import org.quartz.listeners.SchedulerListenerSupport;

/** A scheduler whose ledger has no tables at its first two starts. */
class FailedStartTest {
  private static final String URI = "embedded:failed-start";

  /** Longer than a scheduler needs to fire what is due. */
  private static final Duration SOON = Duration.ofSeconds(1);

  @TempDir Path dir;
  private Flux flux;

  @SuppressWarnings("NullAway.Init") // each test makes one
  private Scheduler scheduler;

  private final Firings firings = new Firings();

  @BeforeEach
  void open() throws Exception {
    flux = Flux.open(URI);
    H2Connections.createTables(url());
  }

  @AfterEach
  void close() throws Exception {
    scheduler.shutdown(false);
    flux.close();
  }

  private String url() {
    return "jdbc:h2:file:" + dir.resolve("quartz") + ";DB_CLOSE_DELAY=-1";
  }

  private void create(String store) throws Exception {
    boolean inMemory = store.endsWith("RAMJobStore");
    Properties properties =
        inMemory ? H2Connections.dataSource(url()) : Schedulers.stored(store, url());
    properties.put("org.quartz.jobStore.class", store);
    properties.put("org.quartz.plugin.flux.ledger", "jdbc");
    properties.put("org.quartz.plugin.flux.dataSource", "h2");
    properties.put("org.quartz.plugin.flux.createLedger", "false");
    scheduler = Schedulers.create(Schedulers.onFlux(URI, "failed-start", properties));
  }

  /** Gives a scheduler the time to fire between its start and the standby that ends it. */
  private void lingerAtStart() throws Exception {
    scheduler
        .getListenerManager()
        .addSchedulerListener(
            new SchedulerListenerSupport() {
              @Override
              public void schedulerStarted() {
                firings.awaitNone(SOON);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.quartz.simpl.RAMJobStore",
        "org.fluxjvm.scheduler.quartz.FluxRAMJobStore",
        "org.fluxjvm.scheduler.quartz.OtherJobStoreTX",
        "org.fluxjvm.scheduler.quartz.FluxJobStoreTX",
        "org.fluxjvm.scheduler.quartz.FluxJobStoreCMT"
      })
  void nothing_fires_before_a_start_succeeds_and_nothing_is_lost_by_that(String store)
      throws Exception {
    create(store);
    lingerAtStart();
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.scheduleJob(Schedulers.shell("job", "true"), Schedulers.now("once"));
    assertThatThrownBy(scheduler::start).isInstanceOf(LedgerException.class);

    scheduler.start();

    assertThat(scheduler.isInStandbyMode()).isTrue();
    assertThatThrownBy(() -> FluxExecutors.get(scheduler)).hasMessageContaining("not started");
    new LedgerSchema(new QuartzDataSource("h2")).create();
    scheduler.start();
    assertThat(firings.next().job().isSuccess()).isTrue();
  }
}
