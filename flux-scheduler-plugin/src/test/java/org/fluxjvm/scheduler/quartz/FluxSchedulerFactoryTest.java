package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.Properties;
import org.fluxjvm.scheduler.LedgerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.listeners.JobListenerSupport;
import org.quartz.simpl.SimpleThreadPool;

class FluxSchedulerFactoryTest {
  @Test
  void two_properties_make_a_scheduler_that_runs_flux_jobs() throws Exception {
    Scheduler scheduler = create("two", new Properties());
    try {
      assertThat(scheduler.getMetaData().getThreadPoolClass()).isEqualTo(FluxThreadPool.class);
      assertThat(run(scheduler).error()).isNull();
    } finally {
      scheduler.shutdown(true);
    }
  }

  @Test
  void bare_properties_of_quartz_own_factory_do_as_well() throws Exception {
    Properties properties = new Properties();
    properties.load(
        new StringReader(
            """
            org.quartz.scheduler.instanceName = bare
            org.quartz.threadPool.class = org.fluxjvm.scheduler.quartz.FluxThreadPool
            org.quartz.jobStore.class = org.fluxjvm.scheduler.quartz.FluxRAMJobStore
            org.quartz.plugin.flux.class = org.fluxjvm.scheduler.quartz.FluxPlugin
            org.quartz.plugin.flux.uri = embedded:bare
            """));
    Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
    scheduler.start();
    try {
      Firings.Ended ended = run(scheduler);
      assertThat(ended.error()).isNull();
      assertThat(ended.job().isSuccess()).isTrue();
    } finally {
      scheduler.shutdown(true);
    }
  }

  @Test
  void a_pool_that_the_properties_name_is_kept() throws Exception {
    Properties pool = new Properties();
    pool.put("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
    pool.put("org.quartz.threadPool.threadCount", "2");
    Scheduler scheduler = create("pool", pool);
    try {
      assertThat(scheduler.getMetaData().getThreadPoolClass()).isEqualTo(SimpleThreadPool.class);
      assertThat(run(scheduler).error()).isNull();
    } finally {
      scheduler.shutdown(true);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "org.quartz.impl.jdbcjobstore.JobStoreTX, FluxJobStoreTX",
    "org.quartz.impl.jdbcjobstore.JobStoreCMT, FluxJobStoreCMT"
  })
  void quartz_own_jdbc_stores_become_ours(String given, String ours) throws Exception {
    String url = "jdbc:h2:mem:" + ours + ";DB_CLOSE_DELAY=-1";
    H2Connections.createTables(url);
    Scheduler scheduler = create(ours, Schedulers.stored(given, url));
    try {
      assertThat(scheduler.getMetaData().getJobStoreClass().getSimpleName()).isEqualTo(ours);
      assertThat(run(scheduler).error()).isNull();
    } finally {
      scheduler.shutdown(true);
    }
  }

  @Test
  void the_store_keeps_three_connections_of_the_pool_in_which_it_ends_firings() {
    Properties managed = new Properties();
    managed.put("org.quartz.jobStore.dataSource", "managed");
    managed.put("org.quartz.dataSource.managed.maxConnections", "30");
    assertThat(FluxSchedulerFactory.completions(managed)).isEqualTo(27);

    managed.put("org.quartz.jobStore.nonManagedTXDataSource", "own");
    managed.put("org.quartz.dataSource.own.maxConnections", "10");
    assertThat(FluxSchedulerFactory.completions(managed)).isEqualTo(7);
  }

  @Test
  void a_transaction_around_each_job_is_refused() {
    Properties wrapped = new Properties();
    wrapped.put("org.quartz.scheduler.wrapJobExecutionInUserTransaction", "true");

    assertThatThrownBy(() -> new FluxSchedulerFactory(wrapped))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wrapJobExecutionInUserTransaction");
  }

  @Test
  void without_a_database_a_scheduler_needs_a_name_of_its_own() throws Exception {
    Scheduler scheduler =
        Schedulers.create(
            Schedulers.onFlux("embedded:unnamed", "QuartzScheduler", new Properties()));
    try {
      assertThatThrownBy(scheduler::start)
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("org.quartz.scheduler.instanceName");
    } finally {
      scheduler.shutdown(false);
    }
  }

  @Test
  void a_listener_that_throws_wedges_its_firing_and_no_other() throws Exception {
    Scheduler scheduler = create("throwing", new Properties());
    try {
      scheduler
          .getListenerManager()
          .addJobListener(
              new JobListenerSupport() {
                @Override
                public String getName() {
                  return "throwing";
                }

                @Override
                public void jobToBeExecuted(JobExecutionContext context) {
                  if (context.getJobDetail().getKey().getName().equals("wedged")) {
                    throw new IllegalStateException("on purpose");
                  }
                }
              });
      scheduler.scheduleJob(Schedulers.shell("wedged", "true"), Schedulers.now("wedged"));

      assertThat(run(scheduler).error()).isNull();
    } finally {
      scheduler.shutdown(true);
    }
  }

  private static Scheduler create(String name, Properties more) throws Exception {
    SchedulerRepository.getInstance().remove(name);
    Scheduler scheduler = Schedulers.create(Schedulers.onFlux("embedded:" + name, name, more));
    scheduler.start();
    return scheduler;
  }

  private static Firings.Ended run(Scheduler scheduler) throws Exception {
    Firings firings = new Firings();
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.scheduleJob(Schedulers.shell("job", "true"), Schedulers.now("job"));
    return firings.next();
  }
}
