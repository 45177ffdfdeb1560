package org.fluxjvm.it.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.scheduler.quartz.FluxJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.Scheduler;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

class QuartzPropertiesTest {
  private static final String QUARTZ_TABLES =
      "RUNSCRIPT FROM 'classpath:org/quartz/impl/jdbcjobstore/tables_h2.sql'";

  @TempDir Path directory = Path.of("");

  @Test
  void a_properties_file_is_all_that_a_scheduler_on_a_database_needs() throws Exception {
    String url = "jdbc:h2:file:" + directory.resolve("db") + ";WRITE_DELAY=0";
    Path witness = directory.resolve("witness");
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute(QUARTZ_TABLES);
      Scheduler scheduler = new StdSchedulerFactory(properties(url).toString()).getScheduler();
      scheduler.start();
      try {
        scheduler.scheduleJob(
            FluxJob.newJob(
                    JobspecV1.fromCommand(List.of("sh", "-c", "echo ran >> " + witness)).build())
                .withIdentity("report")
                .build(),
            TriggerBuilder.newTrigger().startNow().build());

        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> one(statement, "SELECT MAX(OUTCOME) FROM FLUX_RUNS").equals("COMPLETED"));
      } finally {
        scheduler.shutdown(true);
      }
    }
    assertThat(witness).hasContent("ran");
  }

  private Path properties(String url) throws Exception {
    return Files.writeString(
        directory.resolve("quartz.properties"),
        """
        org.quartz.scheduler.instanceName = properties
        org.quartz.threadPool.class = org.fluxjvm.scheduler.quartz.FluxThreadPool
        org.quartz.jobStore.class = org.fluxjvm.scheduler.quartz.FluxJobStoreTX
        org.quartz.jobStore.driverDelegateClass = org.quartz.impl.jdbcjobstore.StdJDBCDelegate
        org.quartz.jobStore.useProperties = true
        org.quartz.jobStore.dataSource = db
        org.quartz.dataSource.db.provider = hikaricp
        org.quartz.dataSource.db.driver = org.h2.Driver
        org.quartz.dataSource.db.URL = %s
        org.quartz.dataSource.db.user = sa
        org.quartz.plugin.flux.class = org.fluxjvm.scheduler.quartz.FluxPlugin
        org.quartz.plugin.flux.uri = embedded:properties
        org.quartz.plugin.flux.createLedger = true
        """
            .formatted(url));
  }

  private static String one(Statement statement, String query) throws Exception {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }
}
