package org.fluxjvm.scheduler.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.fluxjvm.scheduler.Attempt;
import org.fluxjvm.scheduler.Claim;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.Nodes;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunAdmission;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.Successor;

/**
 * A ledger in a database: H2, PostgreSQL, MySQL or MariaDB.
 *
 * <p>A transaction that the database took back, because of a deadlock for instance, is tried again.
 * Its connections must be its own to commit: not those of a transaction manager.
 */
public final class JdbcLedger implements RunLedger {
  private final Database database;
  private final InstantSource clock;
  private final String identity;

  /**
   * Opens the ledger in the tables {@code FLUX_...}.
   *
   * @param dataSource where its connections come from
   * @throws LedgerException if the database is none of those, or has not the tables of this version
   */
  public JdbcLedger(DataSource dataSource) {
    this(dataSource, TableNames.DEFAULT_PREFIX, InstantSource.system());
  }

  /**
   * Opens the ledger.
   *
   * @param dataSource where its connections come from
   * @param prefix what the tables' names begin with: a letter, and up to 29 letters, digits and
   *     underscores
   * @param clock dates the changes
   * @throws LedgerException if the database is none of those, or has not the tables of this version
   */
  public JdbcLedger(DataSource dataSource, String prefix, InstantSource clock) {
    this.database = new Database(dataSource, prefix);
    this.clock = clock;
    new LedgerSchema(database).check();
    this.identity = Identity.of(database);
  }

  /**
   * What this ledger tells people.
   *
   * @return the history of the same tables
   */
  public RunHistory history() {
    return new JdbcHistory(database);
  }

  /**
   * The limits, counted over all schedulers that use the same tables. The database's clock is the
   * one that counts.
   *
   * @return the admission
   */
  public RunAdmission admission() {
    return new JdbcAdmission(database);
  }

  /**
   * The schedulers that use the same tables.
   *
   * @return the nodes
   */
  public Nodes nodes() {
    return new JdbcNodes(database);
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public Claim claim(RunKey key, String job, Owner owner) {
    return change(
        "claim run " + name(key),
        change -> {
          Optional<RunRecord> known = Runs.lock(change.tx(), key);
          if (known.isEmpty()) {
            return new Claim.Begun(change.begin(key, job, Optional.of(owner)));
          }
          RunRecord run = known.get();
          return run.state() instanceof RunState.Closed
              ? new Claim.Over(run)
              : new Claim.TakenOver(change.takeOver(run, owner));
        });
  }

  @Override
  public Optional<RunRecord> advance(RunRecord from, RunState.Open to) {
    if (!(to instanceof RunState.Placed placed)) {
      throw new IllegalArgumentException("a run is put back to INTENT by repeat");
    }
    return change(
        "put down that run " + name(from.key()) + " is " + to.word(),
        change -> {
          Optional<RunRecord> run = lockAsSeen(change.tx(), from);
          return run.isEmpty() || isForbidden(run.get(), to)
              ? Optional.empty()
              : Optional.of(change.advance(run.get(), placed));
        });
  }

  private static boolean isForbidden(RunRecord run, RunState to) {
    return to instanceof RunState.Releasing && run.cancelReason().isPresent();
  }

  @Override
  public Optional<RunRecord> repeat(
      RunRecord from, Attempt next, Instant notBefore, String reason) {
    return change(
        "put run " + name(from.key()) + " back for a further submission",
        change -> {
          Optional<RunRecord> run = lockAsSeen(change.tx(), from);
          return run.isEmpty()
              ? run
              : Optional.of(change.repeat(run.get(), next, notBefore, reason));
        });
  }

  @Override
  public Optional<RunRecord> close(
      RunRecord from, RunState.Closed end, List<Successor> successors) {
    return change(
        "put down that run " + name(from.key()) + " is " + end.word(),
        change -> {
          Optional<RunRecord> run = lockAsSeen(change.tx(), from);
          return run.isEmpty() ? run : Optional.of(change.end(run.get(), end, successors));
        });
  }

  @Override
  public Optional<RunRecord> resolve(RunKey key, RunEnd end, List<Successor> successors) {
    return change(
        "resolve run " + name(key),
        change -> {
          Optional<RunRecord> run = lockIn(change.tx(), key, RunState.Uncertain.class);
          return run.isEmpty()
              ? run
              : Optional.of(change.end(run.get(), new RunState.Done(end), successors));
        });
  }

  @Override
  public Optional<RunRecord> requestCancel(RunKey key, String reason) {
    return change(
        "ask that run " + name(key) + " be cancelled",
        change -> {
          Optional<RunRecord> run = lockIn(change.tx(), key, RunState.Open.class);
          return run.isEmpty() || run.get().cancelReason().isPresent()
              ? run
              : Optional.of(change.cancel(run.get(), reason));
        });
  }

  @Override
  public Optional<RunRecord> reopen(RunKey key) {
    return change(
        "reopen run " + name(key),
        change -> {
          Optional<RunRecord> run = lockIn(change.tx(), key, RunState.Closed.class);
          return run.isEmpty() ? run : Optional.of(change.reopen(run.get()));
        });
  }

  @Override
  public int submissions(RunRecord run) {
    return database.read(
        "count the submissions of run " + name(run.key()), tx -> Submissions.taken(tx, run));
  }

  @Override
  public boolean hasLater(RunRecord run) {
    return database.read(
        "look for later runs than " + name(run.key()),
        tx ->
            tx.first(
                    "SELECT RUN_ID FROM FLUX_RUNS WHERE JOB = ? AND STATE IN "
                        + StateColumns.OPEN
                        + " AND SCHEDULER = ? AND TRIGGER_KEY = ? AND SCHEDULED_AT > ? LIMIT 1",
                    row -> row.getString("RUN_ID"),
                    run.job(),
                    run.key().scheduler(),
                    run.key().trigger(),
                    run.key().scheduled())
                .isPresent());
  }

  @Override
  public Optional<RunRecord> find(RunKey key) {
    return database.read("read run " + name(key), tx -> Runs.find(tx, key));
  }

  @Override
  public List<RunRecord> open(String scheduler) {
    return database.read(
        "read the open runs of " + scheduler,
        tx ->
            tx.query(
                Runs.SELECT
                    + "WHERE SCHEDULER = ? AND STATE IN "
                    + StateColumns.OPEN
                    + " ORDER BY CREATED_AT, RUN_ID",
                Runs::read,
                scheduler));
  }

  /** The run, kept as it is until the end of the transaction, if it is open and as it was seen. */
  private static Optional<RunRecord> lockAsSeen(Transaction tx, RunRecord from)
      throws SQLException {
    return Runs.lock(tx, from.key())
        .filter(run -> run.state() instanceof RunState.Open)
        .filter(run -> run.state().word().equals(from.state().word()))
        .filter(run -> run.epoch() == from.epoch() && run.attempt().equals(from.attempt()));
  }

  private static Optional<RunRecord> lockIn(
      Transaction tx, RunKey key, Class<? extends RunState> state) throws SQLException {
    return Runs.lock(tx, key).filter(run -> state.isInstance(run.state()));
  }

  private interface Work<T> {
    T with(RunChange change) throws SQLException;
  }

  private <T> T change(String doing, Work<T> work) {
    return database.change(
        doing, tx -> work.with(new RunChange(tx, clock.instant().truncatedTo(ChronoUnit.MILLIS))));
  }

  private static String name(RunKey key) {
    return key.id() + " (" + key + ")";
  }
}
