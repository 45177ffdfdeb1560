package org.fluxjvm.it.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunQuery;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunReport;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;
import org.fluxjvm.scheduler.jdbc.LedgerSchema;
import org.fluxjvm.scheduler.jdbc.PostgresServer;
import org.quartz.Scheduler;

/**
 * Where a scheduler keeps what it knows: a database of its own, with the tables in it, or nowhere.
 *
 * @param url for another process
 */
record Store(String url) {
  /** The URL of what has none. */
  static final String RAM = "ram";

  private static final AtomicInteger DATABASES = new AtomicInteger();

  static Store ram() {
    return new Store(RAM);
  }

  static Store h2(Path directory) {
    Store store = new Store("jdbc:h2:async:" + directory.resolve("h2") + ";WRITE_DELAY=0");
    store.create("tables_h2.sql");
    return store;
  }

  static Store postgres() {
    String name = "crash" + DATABASES.incrementAndGet();
    execute(PostgresHolder.SERVER.url(), "CREATE DATABASE " + name);
    Store store = new Store(PostgresHolder.SERVER.url().replace("/postgres?", "/" + name + "?"));
    store.create("tables_postgres.sql");
    return store;
  }

  private void create(String script) {
    try (InputStream tables = Scheduler.class.getResourceAsStream("impl/jdbcjobstore/" + script)) {
      String text = new String(Objects.requireNonNull(tables, script).readAllBytes(), UTF_8);
      execute(url, text.replaceAll("(?i)\\bcommit;", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new LedgerSchema(new Database(url)).create();
  }

  private static void execute(String url, String sql) {
    try (Connection connection = new Database(url).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the ledger says; of an H2 file only while nobody else has it. */
  List<RunRecord> runs(String scheduler) {
    return new JdbcLedger(new Database(url)).history().runs(RunQuery.latest(scheduler, 100_000));
  }

  /** The same, with the submissions. */
  List<RunReport> reports(String scheduler) {
    RunHistory history = new JdbcLedger(new Database(url)).history();
    return runs(scheduler).stream()
        .flatMap(run -> history.report(run.key().id()).stream())
        .toList();
  }

  RunRecord run(String scheduler, String name) {
    return runs(scheduler).stream()
        .filter(run -> run.key().trigger().equals(SchedulerProgram.GROUP + "." + name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no run " + name + " in the ledger"));
  }

  private static final class PostgresHolder {
    static final PostgresServer SERVER = PostgresServer.start();
  }
}
