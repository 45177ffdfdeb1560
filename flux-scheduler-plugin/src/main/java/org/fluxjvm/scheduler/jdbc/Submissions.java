package org.fluxjvm.scheduler.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxjvm.scheduler.Attempt;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunReport.Submission;
import org.fluxjvm.scheduler.RunState;

/** The table of submissions: written with their run, read by people. */
final class Submissions {
  /** For each there is a column, the word and {@code _AT}. */
  private static final List<String> WORDS =
      List.of(
          "INTENT", "HELD", "RELEASING", "RELEASED", "RUNNING", "DONE", "UNCERTAIN", "ABANDONED");

  private Submissions() {}

  /** The run's owner is about to make its attempt. Of a run without an owner there is none yet. */
  static void begin(Transaction tx, RunRecord run, Instant now) throws SQLException {
    if (run.owner().isEmpty()) {
      return;
    }
    Owner owner = run.owner().get();
    tx.update(
        """
        INSERT INTO FLUX_SUBMISSIONS
          (RUN_ID, TRY_NO, SUBMISSION_NO, OWNER_NODE, OWNER_FIRING, INTENT_AT)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        run.key().id(),
        run.attempt().number(),
        run.attempt().submission(),
        owner.node(),
        owner.fireInstance(),
        now);
  }

  /** The run's attempt has reached the run's state, which has a job. */
  static void reached(Transaction tx, RunRecord run, RunState.Placed state) throws SQLException {
    StateColumns columns = StateColumns.of(state);
    tx.update(
        "UPDATE FLUX_SUBMISSIONS SET JOB_ID = ?, INSTANCE = ?, URI = ?, "
            + state.word()
            + "_AT = ? WHERE RUN_ID = ? AND TRY_NO = ? AND SUBMISSION_NO = ?",
        columns.job(),
        columns.instance(),
        columns.uri(),
        run.updated(),
        run.key().id(),
        run.attempt().number(),
        run.attempt().submission());
  }

  /** The run has ended with its attempt. */
  static void ended(Transaction tx, RunRecord run, RunState.Closed end) throws SQLException {
    tx.update(
        "UPDATE FLUX_SUBMISSIONS SET END_TEXT = ?, "
            + end.word()
            + "_AT = ? WHERE RUN_ID = ? AND TRY_NO = ? AND SUBMISSION_NO = ?",
        Text.kept(text(end)),
        run.updated(),
        run.key().id(),
        run.attempt().number(),
        run.attempt().submission());
  }

  /** Nothing more comes of the run's attempt, and the run goes on. */
  static void dropped(Transaction tx, RunRecord run, String reason) throws SQLException {
    tx.update(
        "UPDATE FLUX_SUBMISSIONS SET END_TEXT = ?"
            + " WHERE RUN_ID = ? AND TRY_NO = ? AND SUBMISSION_NO = ?",
        Text.kept(reason),
        run.key().id(),
        run.attempt().number(),
        run.attempt().submission());
  }

  private static String text(RunState.Closed end) {
    return switch (end) {
      case RunState.Done done -> text(done);
      case RunState.Uncertain uncertain -> "UNCERTAIN: " + uncertain.reason();
      case RunState.Abandoned abandoned -> "ABANDONED: " + abandoned.reason();
    };
  }

  private static String text(RunState.Done done) {
    StringBuilder text = new StringBuilder(done.end().outcome().name());
    done.end().returnCode().ifPresent(code -> text.append(", exit code ").append(code));
    return done.end().note().isEmpty()
        ? text.toString()
        : text.append(": ").append(done.end().note()).toString();
  }

  /** How many submissions of the run's try came to a job. */
  static int taken(Transaction tx, RunRecord run) throws SQLException {
    return tx.first(
            "SELECT COUNT(*) AS TAKEN FROM FLUX_SUBMISSIONS"
                + " WHERE RUN_ID = ? AND TRY_NO = ? AND JOB_ID IS NOT NULL",
            row -> row.getInt("TAKEN"),
            run.key().id(),
            run.attempt().number())
        .orElse(0);
  }

  /** Reads the submissions of a run, the oldest first. */
  static List<Submission> of(Transaction tx, String runId) throws SQLException {
    return tx.query(
        "SELECT * FROM FLUX_SUBMISSIONS WHERE RUN_ID = ? ORDER BY TRY_NO, SUBMISSION_NO",
        Submissions::read,
        runId);
  }

  private static Submission read(ResultSet row) throws SQLException {
    Map<String, Instant> reached = new HashMap<>();
    for (String word : WORDS) {
      long at = row.getLong(word + "_AT");
      if (!row.wasNull()) {
        reached.put(word, Instant.ofEpochMilli(at));
      }
    }
    return new Submission(
        new Attempt(row.getInt("TRY_NO"), row.getInt("SUBMISSION_NO")),
        StateColumns.placement(row),
        Runs.owner(row),
        reached,
        Optional.ofNullable(row.getString("END_TEXT")).orElse(""));
  }
}
