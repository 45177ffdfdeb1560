package org.fluxjvm.scheduler.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fluxjvm.scheduler.Admission;
import org.fluxjvm.scheduler.RunAdmission;
import org.fluxjvm.scheduler.RunLimits;
import org.fluxjvm.scheduler.RunRecord;

/**
 * Counts runs in the tables of a ledger. Who counts holds the lock on the limit's row, so that two
 * never count at the same time; all take the run's row first, then the job's, then the queue's.
 */
final class JdbcAdmission implements RunAdmission {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  private final Database database;

  JdbcAdmission(Database database) {
    this.database = database;
  }

  @Override
  public Admission admit(RunRecord run, RunLimits limits, Instant now) {
    if (limits.concurrency().isEmpty() && limits.submitsPerSecond().isEmpty()) {
      return new Admission.Admitted();
    }
    return database.change(
        "admit run " + run.key().id() + " (" + run.key() + ")",
        tx -> {
          if (!mark(tx, run, 1)) {
            return new Admission.Lost();
          }
          Optional<Admission> wait = waitForJob(tx, run, limits, now);
          if (wait.isEmpty()) {
            wait = waitForQueue(tx, limits, now);
          }
          if (wait.isPresent()) {
            mark(tx, run, 0);
          }
          return wait.orElseGet(Admission.Admitted::new);
        });
  }

  private static boolean mark(Transaction tx, RunRecord run, int admitted) throws SQLException {
    return tx.update(
            """
            UPDATE FLUX_RUNS SET ADMITTED = ?
            WHERE RUN_ID = ? AND STATE = 'INTENT' AND EPOCH = ? AND TRY_NO = ? AND SUBMISSION_NO = ?
            """,
            admitted,
            run.key().id(),
            run.epoch(),
            run.attempt().number(),
            run.attempt().submission())
        == 1;
  }

  private static Optional<Admission> waitForJob(
      Transaction tx, RunRecord run, RunLimits limits, Instant now) throws SQLException {
    if (limits.concurrency().isEmpty()) {
      return Optional.empty();
    }
    lock(tx, "job " + run.job());
    List<String> others =
        tx.query(
            "SELECT RUN_ID FROM FLUX_RUNS WHERE JOB = ? AND SCHEDULER = ? AND RUN_ID <> ?"
                + " AND (STATE IN "
                + StateColumns.PLACED
                + " OR STATE = 'INTENT' AND ADMITTED = 1) ORDER BY CREATED_AT, RUN_ID",
            row -> row.getString("RUN_ID"),
            run.job(),
            run.key().scheduler(),
            run.key().id());
    int limit = limits.concurrency().getAsInt();
    return others.size() < limit
        ? Optional.empty()
        : Optional.of(
            new Admission.Waiting(
                "concurrency %d of job %s is used up, by run %s first"
                    .formatted(limit, run.job(), others.getFirst()),
                now.plus(ASK_AGAIN)));
  }

  private Optional<Admission> waitForQueue(Transaction tx, RunLimits limits, Instant now)
      throws SQLException {
    if (limits.submitsPerSecond().isEmpty()) {
      return Optional.empty();
    }
    double rate = limits.submitsPerSecond().getAsDouble();
    String name = "queue " + limits.queue();
    lock(tx, name);
    return new SubmitRate(database.dialect(), rate)
        .waitFor(tx, name)
        .map(
            wait ->
                new Admission.Waiting(
                    "%s takes %s submissions per second".formatted(name, rate), now.plus(wait)));
  }

  /** Two that find no row both insert it; the one that comes second starts again, and finds it. */
  private static void lock(Transaction tx, String name) throws SQLException {
    Optional<Long> row =
        tx.first(
            "SELECT NEXT_FREE_MICROS FROM FLUX_LIMITS WHERE NAME = ? FOR UPDATE",
            limit -> limit.getLong("NEXT_FREE_MICROS"),
            name);
    if (row.isEmpty()) {
      tx.update("INSERT INTO FLUX_LIMITS (NAME, NEXT_FREE_MICROS) VALUES (?, 0)", name);
    }
  }
}
