package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.fluxjvm.Flux;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.Scheduler;
import org.quartz.impl.jdbcjobstore.JobStoreSupport;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.simpl.CascadingClassLoadHelper;
import org.quartz.spi.JobStore;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.SchedulerSignaler;

/** A firing that is committed, of which a scheduler never hears that it is. */
class UnansweredFiringTest {
  private static final String NAME = "unanswered";
  private static final String FIRED = "SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS";

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void it_is_not_forgotten_when_the_scheduler_gives_it_back_but_run_by_the_next_start(
      boolean wrapped) throws Exception {
    String url = "jdbc:h2:file:" + dir.resolve("quartz") + ";DB_CLOSE_DELAY=-1";
    H2Connections.createTables(url);
    Properties properties =
        Schedulers.onFlux("embedded:unanswered", NAME, H2Connections.properties(url));
    Scheduler scheduler = Schedulers.create(properties);
    try (Flux _ = Flux.open("embedded:unanswered")) {
      scheduler.scheduleJob(Schedulers.shell("job", "true"), Schedulers.now("once"));
      JobStore store =
          wrapped ? FluxJobStore.wrap(open(new JobStoreTX()), 1) : open(new FluxJobStoreTX());
      List<OperableTrigger> due =
          store.acquireNextTriggers(System.currentTimeMillis() + 1000, 1, 0);
      store.triggersFired(due);

      store.releaseAcquiredTrigger(due.getFirst());

      assertThat(Schedulers.rows(FIRED)).isOne();
      Firings firings = new Firings();
      scheduler.getListenerManager().addJobListener(firings);
      scheduler.start();
      assertThat(firings.next().job().isSuccess()).isTrue();
    } finally {
      scheduler.shutdown(true);
    }
  }

  private static <T extends JobStoreSupport> T open(T store) throws Exception {
    store.setInstanceName(NAME);
    store.setInstanceId("NON_CLUSTERED");
    store.setDataSource("h2");
    store.setUseProperties("true");
    store.setDriverDelegateClass(StdJDBCDelegate.class.getName());
    CascadingClassLoadHelper classes = new CascadingClassLoadHelper();
    classes.initialize();
    store.initialize(
        classes,
        (SchedulerSignaler)
            Proxy.newProxyInstance(
                SchedulerSignaler.class.getClassLoader(),
                new Class<?>[] {SchedulerSignaler.class},
                (proxy, method, arguments) -> null));
    return store;
  }
}
