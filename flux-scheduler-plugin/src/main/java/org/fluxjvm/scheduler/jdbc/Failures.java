package org.fluxjvm.scheduler.jdbc;

import java.sql.SQLException;
import org.fluxjvm.scheduler.LedgerException;

/**
 * Says what went wrong with a database, and what helps.
 *
 * @param url where it is, without a password
 */
record Failures(String url) {
  private static final String CONNECTION = "08";
  private static final String ACCESS = "28";

  /** The database said, or it is certain, that nothing of the transaction is there. */
  LedgerException nothingChanged(String doing, SQLException e) {
    return failure("could not " + doing, "nothing was changed", e);
  }

  LedgerException notRead(String doing, SQLException e) {
    return failure("could not " + doing, "nothing was read", e);
  }

  /** The commit was sent, and its answer did not come. */
  LedgerException outcomeUnknown(String doing, SQLException e) {
    return failure(
        "it is not known whether it came about to " + doing,
        "the commit was not answered: read the run again before anything is done about it",
        e);
  }

  LedgerException unsupported(String product) {
    return refused("the database is " + product, "use H2, PostgreSQL, MySQL or MariaDB");
  }

  /** Not the database's failure, but what was found in it. */
  LedgerException refused(String what, String help) {
    return new LedgerException("ledger in " + url + ": " + what + "; " + help, null);
  }

  private LedgerException failure(String what, String outcome, SQLException e) {
    return new LedgerException(
        "ledger in " + url + ": " + what + "; " + outcome + ": " + e.getMessage() + help(e), e);
  }

  private static String help(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (Dialect.isNoSuchTable(e)) {
      return "; the ledger's tables are not there: create them with LedgerSchema";
    }
    if (state.startsWith(CONNECTION)) {
      return "; check that the database runs and can be reached from here";
    }
    if (state.startsWith(ACCESS)) {
      return "; check the user and the password, and what the user may do";
    }
    return "";
  }
}
