package org.fluxjvm.scheduler.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.fluxjvm.scheduler.Attempt;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunRecord;
import org.jspecify.annotations.Nullable;

/**
 * The table of runs. A key is found by its id; that another key has the same id, once in 2^80, is
 * an error, never the same run.
 */
final class Runs {
  static final String SELECT =
      """
      SELECT RUN_ID, SCHEDULER, TRIGGER_KEY, SCHEDULED_AT, REFIRE, JOB, TRY_NO, SUBMISSION_NO,
        STATE, JOB_ID, INSTANCE, URI, OUTCOME, RETURN_CODE, NOTE, OWNER_NODE, OWNER_FIRING, EPOCH,
        CANCEL_REASON, NOT_BEFORE, CREATED_AT, UPDATED_AT
      FROM FLUX_RUNS
      """;

  private Runs() {}

  /** Reads a run. */
  static Optional<RunRecord> find(Transaction tx, RunKey key) throws SQLException {
    return tx.first(SELECT + "WHERE RUN_ID = ?", Runs::read, key.id())
        .map(run -> requireKey(run, key));
  }

  /** Reads a run, and keeps it as it is until the end of the transaction. */
  static Optional<RunRecord> lock(Transaction tx, RunKey key) throws SQLException {
    return tx.first(SELECT + "WHERE RUN_ID = ? FOR UPDATE", Runs::read, key.id())
        .map(run -> requireKey(run, key));
  }

  private static RunRecord requireKey(RunRecord run, RunKey key) {
    if (!run.key().equals(key)) {
      throw new LedgerException(
          "ledger: the firings %s and %s have the same id %s; give one of their triggers another name"
              .formatted(run.key(), key, key.id()),
          null);
    }
    return run;
  }

  /** Fails as a duplicate if the key is known: with the one that came first, then, there is one. */
  static void insert(Transaction tx, RunRecord run) throws SQLException {
    RunKey key = run.key();
    StateColumns state = StateColumns.of(run.state());
    tx.update(
        """
        INSERT INTO FLUX_RUNS (RUN_ID, SCHEDULER, TRIGGER_KEY, SCHEDULED_AT, REFIRE, JOB, TRY_NO,
          SUBMISSION_NO, STATE, OWNER_NODE, OWNER_FIRING, EPOCH, NOT_BEFORE, CREATED_AT, UPDATED_AT,
          ADMITTED)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
        """,
        key.id(),
        key.scheduler(),
        key.trigger(),
        key.scheduled(),
        key.refire(),
        run.job(),
        run.attempt().number(),
        run.attempt().submission(),
        state.word(),
        node(run),
        firing(run),
        run.epoch(),
        run.notBefore(),
        run.created(),
        run.updated());
  }

  /**
   * Changes a run that is still as it was seen. A run in {@code INTENT} has to be admitted again.
   *
   * @return whether it was
   */
  static boolean change(Transaction tx, RunRecord from, RunRecord to) throws SQLException {
    StateColumns state = StateColumns.of(to.state());
    int changed =
        tx.update(
            """
            UPDATE FLUX_RUNS SET TRY_NO = ?, SUBMISSION_NO = ?, STATE = ?, JOB_ID = ?,
              INSTANCE = ?, URI = ?, OUTCOME = ?, RETURN_CODE = ?, NOTE = ?, OWNER_NODE = ?,
              OWNER_FIRING = ?, EPOCH = ?, CANCEL_REASON = ?, NOT_BEFORE = ?, UPDATED_AT = ?,
              ADMITTED = 0
            WHERE RUN_ID = ? AND STATE = ? AND EPOCH = ? AND TRY_NO = ? AND SUBMISSION_NO = ?
            """,
            to.attempt().number(),
            to.attempt().submission(),
            state.word(),
            state.job(),
            state.instance(),
            state.uri(),
            state.outcome(),
            state.returnCode(),
            state.note(),
            node(to),
            firing(to),
            to.epoch(),
            to.cancelReason().orElse(null),
            to.notBefore(),
            to.updated(),
            from.key().id(),
            from.state().word(),
            from.epoch(),
            from.attempt().number(),
            from.attempt().submission());
    return changed == 1;
  }

  static void cancel(Transaction tx, RunKey key, String reason) throws SQLException {
    tx.update("UPDATE FLUX_RUNS SET CANCEL_REASON = ? WHERE RUN_ID = ?", reason, key.id());
  }

  static RunRecord read(ResultSet row) throws SQLException {
    return new RunRecord(
        new RunKey(
            row.getString("SCHEDULER"),
            row.getString("TRIGGER_KEY"),
            time(row, "SCHEDULED_AT"),
            row.getInt("REFIRE")),
        row.getString("JOB"),
        new Attempt(row.getInt("TRY_NO"), row.getInt("SUBMISSION_NO")),
        StateColumns.read(row),
        owner(row),
        row.getLong("EPOCH"),
        Optional.ofNullable(row.getString("CANCEL_REASON")),
        time(row, "NOT_BEFORE"),
        time(row, "CREATED_AT"),
        time(row, "UPDATED_AT"));
  }

  static Optional<Owner> owner(ResultSet row) throws SQLException {
    String node = row.getString("OWNER_NODE");
    return node == null
        ? Optional.empty()
        : Optional.of(new Owner(node, row.getString("OWNER_FIRING")));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  private static @Nullable String node(RunRecord run) {
    return run.owner().map(Owner::node).orElse(null);
  }

  private static @Nullable String firing(RunRecord run) {
    return run.owner().map(Owner::fireInstance).orElse(null);
  }
}
