package org.fluxjvm.it.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.scheduler.quartz.FluxJob;
import org.fluxjvm.scheduler.quartz.FluxSchedulerFactory;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.Scheduler;
import org.quartz.TriggerBuilder;
import org.springframework.scheduling.quartz.LocalDataSourceJobStore;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

/** Spring's own store, which takes its connections from a data source of the application. */
class SpringDatabaseTest {
  @Test
  void a_job_in_springs_store_runs_on_flux_and_its_run_is_in_the_ledger(@TempDir Path directory)
      throws Exception {
    Path witness = directory.resolve("witness");
    DataSource source = database(directory);
    SchedulerFactoryBean factory = new SchedulerFactoryBean();
    factory.setSchedulerName("spring-database");
    factory.setSchedulerFactoryClass(FluxSchedulerFactory.class);
    factory.setDataSource(source);
    factory.setQuartzProperties(properties());
    factory.afterPropertiesSet();
    try {
      factory.start();
      Scheduler scheduler = factory.getScheduler();
      scheduler.scheduleJob(
          FluxJob.newJob(
                  JobspecV1.fromCommand(List.of("sh", "-c", "echo ran >> " + witness)).build())
              .withIdentity("report")
              .build(),
          TriggerBuilder.newTrigger().startNow().build());

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> one(source, "SELECT MAX(OUTCOME) FROM FLUX_RUNS").equals("COMPLETED"));
      assertThat(witness).hasContent("ran");
      assertThat(scheduler.getMetaData().isJobStoreSupportsPersistence()).isTrue();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> one(source, "SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS").equals("0"));
    } finally {
      factory.destroy();
    }
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.put("org.quartz.threadPool.class", "org.fluxjvm.scheduler.quartz.FluxThreadPool");
    properties.put("org.quartz.threadPool.threadCount", "100");
    properties.put("org.quartz.jobStore.class", LocalDataSourceJobStore.class.getName());
    properties.put("org.quartz.jobStore.useProperties", "true");
    properties.put("org.quartz.plugin.flux.uri", "embedded:spring-database");
    properties.put("org.quartz.plugin.flux.createLedger", "true");
    return properties;
  }

  private static DataSource database(Path directory) throws SQLException {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:file:" + directory.resolve("db") + ";DB_CLOSE_DELAY=-1;WRITE_DELAY=0");
    source.setUser("sa");
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("RUNSCRIPT FROM 'classpath:org/quartz/impl/jdbcjobstore/tables_h2.sql'");
    }
    return source;
  }

  private static String one(DataSource source, String query) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }
}
