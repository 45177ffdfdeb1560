package org.fluxjvm.scheduler.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.quartz.impl.jdbcjobstore.JobStoreSupport;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;

/** Quartz' tables, made by the scripts in its own jar; what those would drop stays. */
final class QuartzSchema {
  private static final String TABLE = "QRTZ_LOCKS";

  private final DataSource source;
  private final Dialect dialect;

  private enum Dialect {
    H2("tables_h2.sql", StdJDBCDelegate.class),
    POSTGRESQL("tables_postgres.sql", PostgreSQLDelegate.class),
    MYSQL("tables_mysql_innodb.sql", StdJDBCDelegate.class),
    MARIADB("tables_mysql_innodb.sql", StdJDBCDelegate.class);

    private final String script;
    private final Class<?> delegate;

    Dialect(String script, Class<?> delegate) {
      this.script = script;
      this.delegate = delegate;
    }
  }

  QuartzSchema(DataSource source) {
    this.source = source;
    try (Connection connection = source.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      this.dialect =
          Arrays.stream(Dialect.values())
              .filter(known -> known.name().equals(product.toUpperCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow(
                  () ->
                      new Failure(
                          Failure.WRONG,
                          "flux-scheduler: a scheduler cannot be kept in "
                              + product
                              + "; use H2, PostgreSQL, MySQL or MariaDB"));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The class that speaks to this database for Quartz. */
  String delegate() {
    return dialect.delegate.getName();
  }

  void check() {
    if (!isThere()) {
      throw new Failure(
          Failure.FAILED,
          "the database has no tables of Quartz (%s is missing): --create-tables makes them"
              .formatted(TABLE));
    }
  }

  void create() {
    if (isThere()) {
      return;
    }
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements()) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private boolean isThere() {
    try (Connection connection = source.getConnection()) {
      DatabaseMetaData about = connection.getMetaData();
      String name = about.storesLowerCaseIdentifiers() ? TABLE.toLowerCase(Locale.ROOT) : TABLE;
      try (ResultSet tables =
          about.getTables(connection.getCatalog(), connection.getSchema(), name, null)) {
        return tables.next();
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private List<String> statements() {
    try (@Nullable InputStream script = JobStoreSupport.class.getResourceAsStream(dialect.script)) {
      if (script == null) {
        throw new IllegalStateException("this Quartz comes without its " + dialect.script);
      }
      String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      String code =
          text.lines()
              .filter(line -> !line.startsWith("--") && !line.startsWith("#"))
              .collect(Collectors.joining("\n"));
      return Arrays.stream(code.split(";", -1))
          .map(String::strip)
          .filter(sql -> !sql.isEmpty())
          .filter(sql -> !sql.regionMatches(true, 0, "DROP", 0, 4))
          .filter(sql -> !sql.equalsIgnoreCase("COMMIT"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Failure failed(SQLException e) {
    return new Failure(Failure.FAILED, "Quartz' tables: " + e.getMessage(), e);
  }
}
