package org.fluxjvm.scheduler.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.fluxjvm.scheduler.LedgerException;

/**
 * The tables of a {@link JdbcLedger}: made, checked, brought up to date, or printed for those who
 * make them by hand.
 */
public final class LedgerSchema {
  private static final int VERSION = 2;

  /** H2 fails if two threads create the same index. */
  private static final Object CREATING = new Object();

  private final Database database;
  private final SchemaScripts scripts;
  private final int version;

  /**
   * The schema of the tables {@code FLUX_...}.
   *
   * @param dataSource where its connections come from
   * @throws LedgerException if the database is none that a ledger can be in
   */
  public LedgerSchema(DataSource dataSource) {
    this(dataSource, TableNames.DEFAULT_PREFIX);
  }

  /**
   * The schema of the tables of a prefix.
   *
   * @param dataSource where its connections come from
   * @param prefix what the tables' names begin with, as in {@link JdbcLedger}
   * @throws LedgerException if the database is none that a ledger can be in
   */
  public LedgerSchema(DataSource dataSource, String prefix) {
    this(new Database(dataSource, prefix));
  }

  LedgerSchema(Database database) {
    this(database, new SchemaScripts(database.dialect(), ""), VERSION);
  }

  LedgerSchema(Database database, SchemaScripts scripts, int version) {
    this.database = database;
    this.scripts = scripts;
    this.version = version;
  }

  /**
   * The statements that make the tables in this database.
   *
   * @return SQL, each statement ended by a semicolon
   */
  public String ddl() {
    return scripts.create().stream()
        .map(statement -> database.names().in(statement) + ";\n")
        .collect(Collectors.joining("\n"));
  }

  /**
   * Makes the tables that are not there. Those of an older version are left to {@link #upgrade}.
   *
   * @throws LedgerException if that fails, or if the tables that are there are of another version
   */
  public void create() {
    synchronized (CREATING) {
      createMissing();
    }
    check();
    Identity.of(database);
  }

  /**
   * Makes the tables, or brings those of an older version up to date: {@link #create} or {@link
   * #upgrade}.
   *
   * @throws LedgerException if that fails, or if the tables that are there are newer than this
   */
  public void createOrUpgrade() {
    if (storedVersion().isPresent() && requireKnown() < version) {
      upgrade();
    } else {
      create();
    }
  }

  private void createMissing() {
    Optional<Integer> stored = storedVersion();
    if (stored.isPresent() && stored.get() != version) {
      return; // the tables that it lacks are not all that an upgrade makes
    }
    if (stored.isEmpty() || !missing().isEmpty()) {
      database.change(
          "create the ledger's tables",
          tx -> {
            for (String statement : scripts.create()) {
              tx.execute(statement);
            }
            return true;
          });
    }
    if (storedVersion().isEmpty()) {
      database.change(
          "put down the version of the ledger's tables",
          tx -> tx.update("INSERT INTO FLUX_SCHEMA (ID, VERSION) VALUES (1, ?)", version));
    }
  }

  /**
   * Brings the tables of an older version up to date, version by version. While that happens, no
   * scheduler may use them; an upgrade that broke off can be repeated.
   *
   * @throws LedgerException if that fails, or if the tables are not there or newer than this
   */
  public void upgrade() {
    for (int next = requireKnown() + 1; next <= version; next++) {
      int to = next;
      database.change(
          "upgrade the ledger's tables to version " + to,
          tx -> {
            for (String statement : scripts.upgrade(to)) {
              tx.execute(statement);
            }
            return tx.update("UPDATE FLUX_SCHEMA SET VERSION = ?", to);
          });
    }
    check();
    Identity.of(database);
  }

  /**
   * Checks that the tables are there, and of the version that this program works with.
   *
   * @throws LedgerException if not; the message says what is missing and what to do
   */
  public void check() {
    int stored = requireKnown();
    if (stored < version) {
      throw database
          .failures()
          .refused(
              "its tables are of version %d, and this program needs version %d"
                  .formatted(stored, version),
              "stop all schedulers that use them, then upgrade them with LedgerSchema.upgrade");
    }
    List<String> missing = missing();
    if (!missing.isEmpty()) {
      throw absent(missing);
    }
  }

  private int requireKnown() {
    int stored = storedVersion().orElseThrow(() -> absent(missing()));
    if (stored > version) {
      throw database
          .failures()
          .refused(
              "its tables are of version %d, and this program knows them up to version %d"
                  .formatted(stored, version),
              "use the program that upgraded them, or a newer one");
    }
    return stored;
  }

  private LedgerException absent(List<String> missing) {
    String what =
        missing.isEmpty()
            ? database.names().in("FLUX_SCHEMA has no row")
            : "without " + String.join(", ", missing);
    return database
        .failures()
        .refused(
            what,
            "create them with LedgerSchema.create, or by hand with what LedgerSchema.ddl says");
  }

  private Optional<Integer> storedVersion() {
    return isThere("FLUX_SCHEMA")
        ? database.read(
            "read the version of the ledger's tables",
            tx -> tx.first("SELECT VERSION FROM FLUX_SCHEMA", row -> row.getInt("VERSION")))
        : Optional.empty();
  }

  private List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (String table : TableNames.TABLES) {
      if (!isThere(table)) {
        missing.add(database.names().in(table));
      }
    }
    return missing;
  }

  private boolean isThere(String table) {
    return database.read(
        "look for the table " + database.names().in(table),
        tx -> {
          try {
            tx.query("SELECT 1 FROM " + table + " WHERE 1 = 0", row -> true);
            return true;
          } catch (SQLException e) {
            if (Dialect.isNoSuchTable(e)) {
              return false;
            }
            throw e;
          }
        });
  }
}
