package org.fluxjvm.scheduler.quartz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.fluxjvm.scheduler.jdbc.PostgresServer;
import org.quartz.JobDetail;
import org.quartz.Trigger;
import org.quartz.impl.jdbcjobstore.JobStoreCMT;
import org.quartz.impl.jdbcjobstore.JobStoreSupport;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.simpl.CascadingClassLoadHelper;
import org.quartz.spi.JobStore;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.SchedulerSignaler;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz' JDBC stores without a scheduler, on a data source that is called {@code h2}. */
final class JdbcStores {
  private static final String NAME = "stores";

  private JdbcStores() {}

  /** Makes a database with Quartz' tables, and has all stores use it from now on. */
  static void use(String url) throws SQLException {
    H2Connections.createTables(url);
    H2Connections connections = new H2Connections();
    connections.setUrl(url);
    connections.initialize();
    DBConnectionManager.getInstance().addConnectionProvider("h2", connections);
  }

  /** Makes Quartz' tables in a PostgreSQL, and has all stores use it from now on. */
  static void use(PostgresServer server) throws SQLException, IOException {
    try (Connection connection = server.dataSource().getConnection();
        Statement statement = connection.createStatement();
        InputStream script = StdJDBCDelegate.class.getResourceAsStream("tables_postgres.sql")) {
      statement.execute(new String(Objects.requireNonNull(script).readAllBytes(), UTF_8));
    }
    DBConnectionManager.getInstance()
        .addConnectionProvider(
            "h2",
            new ConnectionProvider() {
              @Override
              public Connection getConnection() throws SQLException {
                return server.dataSource().getConnection();
              }

              @Override
              public void shutdown() {}

              @Override
              public void initialize() {}
            });
  }

  /** A scheduler's own store. */
  static <S extends JobStoreSupport> S alone(S store) throws Exception {
    return open(store, "NON_CLUSTERED");
  }

  /** One of a cluster's. */
  static <S extends JobStoreSupport> S clustered(S store, String instance) throws Exception {
    store.setIsClustered(true);
    return open(store, instance);
  }

  private static <S extends JobStoreSupport> S open(S store, String instance) throws Exception {
    store.setInstanceName(NAME);
    store.setInstanceId(instance);
    store.setDataSource("h2");
    if (store instanceof JobStoreCMT managed) {
      managed.setNonManagedTXDataSource("h2");
    }
    store.setUseProperties("true");
    if (store.getDriverDelegateClass() == null) {
      store.setDriverDelegateClass(StdJDBCDelegate.class.getName());
    }
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

  /** Stores a job with a trigger as a scheduler does. */
  static OperableTrigger schedule(JobStore store, JobDetail job, Trigger trigger) throws Exception {
    OperableTrigger operable = (OperableTrigger) trigger;
    operable.setJobKey(job.getKey());
    String calendar = trigger.getCalendarName();
    operable.computeFirstFireTime(calendar == null ? null : store.retrieveCalendar(calendar));
    store.storeJob(job, true);
    store.storeTrigger(operable, true);
    return operable;
  }

  /** Acquires the one trigger that is due. */
  static OperableTrigger acquire(JobStore store) throws Exception {
    return store.acquireNextTriggers(System.currentTimeMillis() + 1000, 1, 0).getFirst();
  }
}
