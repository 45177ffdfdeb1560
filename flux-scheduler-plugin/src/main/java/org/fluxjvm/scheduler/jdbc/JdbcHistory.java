package org.fluxjvm.scheduler.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunQuery;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunReport;
import org.jspecify.annotations.Nullable;

/** Reads the tables of a ledger for people, and prunes them. */
final class JdbcHistory implements RunHistory {
  private static final int BATCH = 500;
  private static final Pattern LIKE_SPECIAL = Pattern.compile("[%_!]");

  private final Database database;

  JdbcHistory(Database database) {
    this.database = database;
  }

  @Override
  public List<RunRecord> runs(RunQuery query) {
    StringBuilder sql = new StringBuilder(Runs.SELECT).append("WHERE SCHEDULER = ?");
    List<@Nullable Object> values = new ArrayList<>();
    values.add(query.scheduler());
    if (query.job().isPresent()) {
      sql.append(" AND JOB = ?");
      values.add(query.job().get());
    }
    if (!query.words().isEmpty()) {
      sql.append(
          query.words().stream()
              .map(word -> "?")
              .collect(Collectors.joining(", ", " AND STATE IN (", ")")));
      values.addAll(query.words());
    }
    sql.append(" ORDER BY CREATED_AT DESC, RUN_ID LIMIT ?");
    values.add(query.limit());
    return database.read(
        "read the runs of " + query.scheduler(),
        tx -> tx.query(sql.toString(), Runs::read, values.toArray()));
  }

  @Override
  public Optional<RunReport> report(String id) {
    return database.read(
        "read run " + id,
        tx -> {
          Optional<RunRecord> run = tx.first(Runs.SELECT + "WHERE RUN_ID = ?", Runs::read, id);
          return run.isEmpty()
              ? Optional.empty()
              : Optional.of(new RunReport(run.get(), Submissions.of(tx, id)));
        });
  }

  @Override
  public List<RunRecord> startingWith(String scheduler, String prefix, int limit) {
    String pattern = LIKE_SPECIAL.matcher(prefix).replaceAll("!$0") + "%";
    return database.read(
        "read the runs that begin with " + prefix,
        tx ->
            tx.query(
                Runs.SELECT
                    + "WHERE SCHEDULER = ? AND RUN_ID LIKE ? ESCAPE '!' ORDER BY RUN_ID LIMIT ?",
                Runs::read,
                scheduler,
                pattern,
                limit));
  }

  @Override
  public int uncertain(String scheduler) {
    return database.read(
        "count the uncertain runs of " + scheduler,
        tx ->
            tx.first(
                    "SELECT COUNT(*) AS RUNS FROM FLUX_RUNS WHERE STATE = 'UNCERTAIN' AND SCHEDULER"
                        + " = ?",
                    row -> row.getInt("RUNS"),
                    scheduler)
                .orElse(0));
  }

  @Override
  public Map<String, Instant> lastSuccesses(String scheduler, Set<String> jobs, Instant since) {
    return times(
        "read when the jobs of " + scheduler + " last succeeded",
        "SELECT JOB, MAX(UPDATED_AT) AS AT_TIME FROM FLUX_RUNS WHERE JOB IN (%s)"
            + " AND STATE = 'DONE' AND UPDATED_AT >= ? AND SCHEDULER = ?"
            + " AND OUTCOME = 'COMPLETED' GROUP BY JOB",
        jobs,
        since,
        scheduler);
  }

  @Override
  public Map<String, Instant> firstRuns(String scheduler, Set<String> jobs) {
    return times(
        "read when the jobs of " + scheduler + " first ran",
        "SELECT JOB, MIN(CREATED_AT) AS AT_TIME FROM FLUX_RUNS WHERE JOB IN (%s)"
            + " AND SCHEDULER = ? GROUP BY JOB",
        jobs,
        scheduler);
  }

  /** A time of each job, by a query with a place for the jobs, and values after those. */
  private Map<String, Instant> times(String what, String sql, Set<String> jobs, Object... values) {
    Map<String, Instant> found = new HashMap<>();
    List<String> all = List.copyOf(jobs);
    for (int from = 0; from < all.size(); from += BATCH) {
      List<@Nullable Object> some =
          new ArrayList<>(all.subList(from, Math.min(all.size(), from + BATCH)));
      String places = String.join(", ", Collections.nCopies(some.size(), "?"));
      some.addAll(List.of(values));
      database
          .read(
              what,
              tx ->
                  tx.query(
                      sql.formatted(places),
                      row ->
                          Map.entry(
                              row.getString("JOB"), Instant.ofEpochMilli(row.getLong("AT_TIME"))),
                      some.toArray()))
          .forEach(time -> found.put(time.getKey(), time.getValue()));
    }
    return found;
  }

  /**
   * In batches, so that nobody waits long for a lock. An uncertain run is kept: it is settled
   * first.
   */
  @Override
  public int prune(Instant before) {
    int forgotten = 0;
    int batch;
    do {
      batch = database.change("forget runs that ended before " + before, tx -> prune(tx, before));
      forgotten += batch;
    } while (batch == BATCH);
    return forgotten;
  }

  private static int prune(Transaction tx, Instant before) throws SQLException {
    List<String> ids =
        tx.query(
            """
            SELECT RUN_ID FROM FLUX_RUNS
            WHERE STATE IN ('DONE', 'ABANDONED') AND UPDATED_AT < ? AND SCHEDULED_AT < ?
            ORDER BY RUN_ID LIMIT ? FOR UPDATE
            """,
            row -> row.getString("RUN_ID"),
            before,
            before,
            BATCH);
    for (String id : ids) {
      tx.update("DELETE FROM FLUX_SUBMISSIONS WHERE RUN_ID = ?", id);
      tx.update("DELETE FROM FLUX_RUNS WHERE RUN_ID = ?", id);
    }
    return ids.size();
  }
}
