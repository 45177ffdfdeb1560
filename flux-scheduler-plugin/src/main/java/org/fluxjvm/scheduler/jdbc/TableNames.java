package org.fluxjvm.scheduler.jdbc;

import java.util.List;
import java.util.regex.Pattern;

/** The names of the tables: a prefix, and what they hold. */
record TableNames(String prefix) {
  /** The prefix that the statements are written with. */
  static final String DEFAULT_PREFIX = "FLUX_";

  static final List<String> TABLES =
      List.of(
          "FLUX_SCHEMA",
          "FLUX_RUNS",
          "FLUX_SUBMISSIONS",
          "FLUX_NODES",
          "FLUX_LIMITS",
          "FLUX_IDENTITY");

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,29}");

  TableNames {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "table prefix: must be a letter and up to 29 letters, digits and underscores, not "
              + prefix
              + "; a schema belongs into the database's URL");
    }
  }

  /** A statement, or one table's name, with the prefix of these tables. */
  String in(String sql) {
    return sql.replace(DEFAULT_PREFIX, prefix);
  }
}
