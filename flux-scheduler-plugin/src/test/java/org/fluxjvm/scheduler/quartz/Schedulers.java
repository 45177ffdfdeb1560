package org.fluxjvm.scheduler.quartz;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.fluxjvm.job.JobspecV1;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.DBConnectionManager;

/** Schedulers for tests: on an embedded instance, by properties alone. */
final class Schedulers {
  private Schedulers() {}

  static Properties onFlux(String uri, String name, Properties more) {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", name);
    properties.put("org.quartz.plugin.flux.uri", uri);
    properties.putAll(more);
    return properties;
  }

  /** A JDBC store of a class, in H2, with the ledger beside. */
  static Properties stored(String store, String url) {
    Properties properties = H2Connections.properties(url);
    properties.put("org.quartz.jobStore.class", store);
    if (store.endsWith("CMT")) {
      properties.putAll(ManagedConnections.properties(url));
    }
    return properties;
  }

  /** A second one of the same name is another scheduler, as it were in another process. */
  static Scheduler create(Properties properties) throws SchedulerException {
    SchedulerRepository.getInstance()
        .remove(properties.getProperty("org.quartz.scheduler.instanceName"));
    return new FluxSchedulerFactory(properties).getScheduler();
  }

  /** One that keeps its jobs in memory, and has no Flux unless a test gives it one. */
  static Scheduler inMemory(String name) throws SchedulerException {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", name);
    properties.put("org.quartz.threadPool.class", FluxThreadPool.class.getName());
    properties.put("org.quartz.jobStore.class", FluxRAMJobStore.class.getName());
    return new StdSchedulerFactory(properties).getScheduler();
  }

  static JobDetail shell(String name, String script) {
    return FluxJob.newJob(
            JobspecV1.fromCommand(List.of("sh", "-c", script))
                .duration(Duration.ofMinutes(1))
                .build())
        .withIdentity(name)
        .build();
  }

  static Trigger now(String name) {
    return TriggerBuilder.newTrigger().withIdentity(name).startNow().build();
  }

  static int rows(String sql, String... values) throws SQLException {
    try (Connection connection = DBConnectionManager.getInstance().getConnection("h2");
        PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        select.setString(i + 1, values[i]);
      }
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  static void execute(String sql) throws SQLException {
    try (Connection connection = DBConnectionManager.getInstance().getConnection("h2");
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.executeUpdate();
    }
  }
}
