package org.fluxjvm.scheduler.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.quartz.impl.jdbcjobstore.JobStoreSupport;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;

/** Quartz' tables, made by the scripts in its own jar; what those would drop stays. */
final class QuartzSchema {
  private static final Pattern CREATE_TABLE = Pattern.compile("(?i)CREATE\\s+TABLE\\s+(\\w+)");
  private static final Pattern CREATE = Pattern.compile("(?i)^CREATE\\s+(TABLE|INDEX)\\s");
  private static final Pattern CREATE_NO_INDEX = Pattern.compile("(?i)^CREATE\\s+(TABLE)\\s");
  private static final Pattern ADD = Pattern.compile("(?i)\\bADD\\s+CONSTRAINT\\s");

  /** ER_DUP_KEYNAME; MySQL has no CREATE INDEX IF NOT EXISTS. */
  private static final int MYSQL_INDEX_IS_THERE = 1061;

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

    boolean isMySql() {
      return this == MYSQL || this == MARIADB;
    }

    /** A statement that makes nothing twice. */
    String unlessThere(String sql) {
      Pattern create = isMySql() ? CREATE_NO_INDEX : CREATE;
      String created = create.matcher(sql).replaceFirst("CREATE $1 IF NOT EXISTS ");
      return ADD.matcher(created).replaceFirst("ADD CONSTRAINT IF NOT EXISTS ");
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
    List<String> missing = new ArrayList<>(tables());
    missing.removeAll(known());
    if (!missing.isEmpty()) {
      throw new Failure(
          Failure.FAILED,
          "the database lacks tables of Quartz (%s): --create-tables makes them"
              .formatted(String.join(", ", missing)));
    }
  }

  /**
   * Makes what is not there. Most databases commit each table by itself: a start that was killed
   * here leaves some of them, and the next one goes on.
   */
  void create() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements()) {
        make(statement, sql);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void make(Statement statement, String sql) throws SQLException {
    try {
      statement.execute(dialect.unlessThere(sql));
    } catch (SQLException e) {
      if (e.getErrorCode() != MYSQL_INDEX_IS_THERE || !dialect.isMySql()) {
        throw e;
      }
    }
  }

  private List<String> tables() {
    return statements().stream()
        .map(CREATE_TABLE::matcher)
        .filter(Matcher::lookingAt)
        .map(table -> table.group(1))
        .toList();
  }

  private Set<String> known() {
    try (Connection connection = source.getConnection();
        ResultSet tables =
            connection
                .getMetaData()
                .getTables(connection.getCatalog(), connection.getSchema(), null, null)) {
      Set<String> known = new HashSet<>();
      while (tables.next()) {
        known.add(tables.getString("TABLE_NAME").toUpperCase(Locale.ROOT));
      }
      return known;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** What makes the tables, in this order. */
  List<String> statements() {
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
