package org.fluxjvm.scheduler.jdbc;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the databases do differently. */
enum Dialect {
  H2("CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000000 AS BIGINT)", Optional.empty()),
  POSTGRESQL("CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)", Optional.empty()),
  /** At its own default, REPEATABLE READ, the locks on gaps make strangers' inserts deadlock. */
  MYSQL(
      "TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6))",
      Optional.of("SET TRANSACTION ISOLATION LEVEL READ COMMITTED"));

  private static final String H2_LOCK_TIMEOUT = "HYT00";
  private static final String OUTCOME_UNKNOWN = "40003";
  private static final Set<String> DUPLICATE_KEY = Set.of("23505");
  private static final int MYSQL_DUPLICATE_KEY = 1062;
  private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");

  private final String micros;
  private final Optional<String> begin;

  Dialect(String micros, Optional<String> begin) {
    this.micros = micros;
    this.begin = begin;
  }

  /** The dialect of a product, by the name that its driver gives. */
  static Optional<Dialect> of(String product) {
    return switch (product) {
      case "H2" -> Optional.of(H2);
      case "PostgreSQL" -> Optional.of(POSTGRESQL);
      case "MySQL", "MariaDB" -> Optional.of(MYSQL);
      default -> Optional.empty();
    };
  }

  /** The name in the names of the files with the DDL. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The database's clock as an expression: microseconds since the epoch. */
  String micros() {
    return micros;
  }

  /** What to say before the first statement of a transaction. */
  Optional<String> begin() {
    return begin;
  }

  /** Whether the database took the whole transaction back, so that it may be tried again. */
  static boolean isRolledBack(SQLException e) {
    String state = e.getSQLState();
    return state != null && state.startsWith("40") && !state.equals(OUTCOME_UNKNOWN);
  }

  /**
   * Whether a statement failed because of what others do at the same time: with what they have done
   * by then, the same transaction gets further.
   */
  static boolean isInterference(SQLException e) {
    return isRolledBack(e)
        || H2_LOCK_TIMEOUT.equals(e.getSQLState())
        || DUPLICATE_KEY.contains(String.valueOf(e.getSQLState()))
        || e.getErrorCode() == MYSQL_DUPLICATE_KEY;
  }

  static boolean isNoSuchTable(SQLException e) {
    return NO_SUCH_TABLE.contains(String.valueOf(e.getSQLState()));
  }
}
