package org.fluxjvm.scheduler.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on one connection. They name the tables {@code FLUX_...}, whatever their prefix;
 * instants are bound as milliseconds since the epoch.
 */
final class Transaction {
  private final Connection connection;
  private final TableNames names;

  Transaction(Connection connection, TableNames names) {
    this.connection = connection;
    this.names = names;
  }

  /** Reads one row of a result. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Runs a statement without values, such as DDL. */
  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(names.in(sql));
    }
  }

  /** Changes rows, and says how many. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    }
  }

  <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row.of(result));
      }
      return rows;
    }
  }

  <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
    return query(sql, row, values).stream().findFirst();
  }

  private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(names.in(sql));
    try {
      for (int i = 0; i < values.length; i++) {
        Object value = values[i];
        statement.setObject(i + 1, value instanceof Instant time ? time.toEpochMilli() : value);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }
}
