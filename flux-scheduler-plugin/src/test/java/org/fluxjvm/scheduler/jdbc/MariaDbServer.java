package org.fluxjvm.scheduler.jdbc;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.mariadb.jdbc.MariaDbDataSource;

/** A MariaDB of the tests' own, where its server is installed. */
public final class MariaDbServer implements AutoCloseable {
  private static final String SBIN = "/usr/sbin";

  private final Process process;
  private final String url;

  private MariaDbServer(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Whether it is; says so if not. */
  public static boolean isPresent() {
    boolean present = find("mariadbd").isPresent() && find("mariadb-install-db").isPresent();
    if (!present) {
      System.err.println("SKIPPED: mariadbd is not on the PATH; nothing was tested with MariaDB");
    }
    return present;
  }

  /** Starts one; it ends with {@link #close} or with this JVM. */
  public static MariaDbServer start() {
    try {
      Path data = Files.createTempDirectory("mariadb");
      String user = "--user=" + System.getProperty("user.name");
      Process install =
          run(
              data.resolve("install.log"),
              find("mariadb-install-db").orElseThrow(),
              "--no-defaults",
              "--datadir=" + data.resolve("data"),
              "--auth-root-authentication-method=normal",
              "--skip-test-db",
              user);
      if (!install.waitFor(60, TimeUnit.SECONDS) || install.exitValue() != 0) {
        throw new IllegalStateException(Files.readString(data.resolve("install.log")));
      }
      int port = freePort();
      Process server =
          run(
              data.resolve("server.log"),
              find("mariadbd").orElseThrow(),
              "--no-defaults",
              "--datadir=" + data.resolve("data"),
              "--socket=" + data.resolve("socket"),
              "--bind-address=127.0.0.1",
              "--port=" + port,
              "--innodb-flush-log-at-trx-commit=0",
              user);
      Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
      String url = "jdbc:mariadb://127.0.0.1:" + port + "/mysql?user=root&sslMode=disable";
      var started = new MariaDbServer(server, url);
      started.awaitReady();
      return started;
    } catch (IOException e) {
      throw new IllegalStateException("MariaDB could not be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("MariaDB was not awaited", e);
    }
  }

  private void awaitReady() {
    Awaitility.await("MariaDB takes connections")
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(SQLException.class)
        .until(
            () -> {
              try (var connection = source(url).getConnection();
                  var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE IF NOT EXISTS flux");
                return true;
              }
            });
  }

  private static Process run(Path log, String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (var socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Servers lie where an ordinary user's PATH does not lead. */
  private static Optional<String> find(String program) {
    List<String> path =
        Arrays.asList(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
    return Stream.concat(path.stream(), Stream.of(SBIN))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  public String url() {
    return url.replace("/mysql?", "/flux?");
  }

  public DataSource dataSource() {
    return source(url());
  }

  private static DataSource source(String url) {
    try {
      return new MariaDbDataSource(url);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
