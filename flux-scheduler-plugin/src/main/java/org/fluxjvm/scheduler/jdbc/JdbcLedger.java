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
  public Claim claim(RunKey key, String job, Owner owner) {
    return database.change(
        "claim run " + name(key),
        tx -> {
          Optional<RunRecord> known = Runs.lock(tx, key);
          if (known.isEmpty()) {
            return new Claim.Begun(begin(tx, key, job, Optional.of(owner)));
          }
          RunRecord run = known.get();
          return run.state() instanceof RunState.Closed
              ? new Claim.Over(run)
              : new Claim.TakenOver(takeOver(tx, run, owner));
        });
  }

  private RunRecord begin(Transaction tx, RunKey key, String job, Optional<Owner> owner)
      throws SQLException {
    RunRecord run = Steps.begun(key, job, owner, now());
    Runs.insert(tx, run);
    Submissions.begin(tx, run, run.created());
    return run;
  }

  private RunRecord takeOver(Transaction tx, RunRecord run, Owner owner) throws SQLException {
    RunRecord taken = Steps.takenOver(run, owner);
    write(tx, run, taken);
    if (!taken.attempt().equals(run.attempt())) {
      Submissions.dropped(tx, run, "taken over by " + owner.node() + " before its job was known");
      Submissions.begin(tx, taken, now());
    }
    return taken;
  }

  @Override
  public Optional<RunRecord> advance(RunRecord from, RunState.Open to) {
    if (!(to instanceof RunState.Placed placed)) {
      throw new IllegalArgumentException("a run is put back to INTENT by repeat");
    }
    return database.change(
        "put down that run " + name(from.key()) + " is " + to.word(),
        tx -> {
          Optional<RunRecord> seen = lockAsSeen(tx, from);
          if (seen.isEmpty() || isForbidden(seen.get(), to)) {
            return Optional.empty();
          }
          RunRecord run = Steps.at(seen.get(), seen.get().attempt(), to, now());
          write(tx, from, run);
          Submissions.reached(tx, run, placed);
          return Optional.of(run);
        });
  }

  private static boolean isForbidden(RunRecord run, RunState to) {
    return to instanceof RunState.Releasing && run.cancelReason().isPresent();
  }

  @Override
  public Optional<RunRecord> repeat(
      RunRecord from, Attempt next, Instant notBefore, String reason) {
    return database.change(
        "put run " + name(from.key()) + " back for a further submission",
        tx -> {
          Optional<RunRecord> seen = lockAsSeen(tx, from);
          if (seen.isEmpty()) {
            return Optional.empty();
          }
          RunRecord run = Steps.repeated(seen.get(), next, notBefore, now());
          write(tx, from, run);
          Submissions.dropped(tx, from, reason);
          Submissions.begin(tx, run, run.updated());
          return Optional.of(run);
        });
  }

  @Override
  public Optional<RunRecord> close(
      RunRecord from, RunState.Closed end, List<Successor> successors) {
    return database.change(
        "put down that run " + name(from.key()) + " is " + end.word(),
        tx -> {
          Optional<RunRecord> seen = lockAsSeen(tx, from);
          return seen.isEmpty() ? seen : Optional.of(end(tx, seen.get(), end, successors));
        });
  }

  @Override
  public Optional<RunRecord> resolve(RunKey key, RunEnd end, List<Successor> successors) {
    return database.change(
        "resolve run " + name(key),
        tx -> {
          Optional<RunRecord> run =
              Runs.lock(tx, key).filter(known -> known.state() instanceof RunState.Uncertain);
          return run.isEmpty()
              ? run
              : Optional.of(end(tx, run.get(), new RunState.Done(end), successors));
        });
  }

  private RunRecord end(
      Transaction tx, RunRecord run, RunState.Closed end, List<Successor> successors)
      throws SQLException {
    RunRecord ended = Steps.at(run, run.attempt(), end, now());
    write(tx, run, ended);
    Submissions.ended(tx, ended, end);
    for (Successor successor : successors) {
      if (Runs.lock(tx, successor.key()).isEmpty()) {
        begin(tx, successor.key(), successor.job(), Optional.empty());
      }
    }
    return ended;
  }

  @Override
  public Optional<RunRecord> requestCancel(RunKey key, String reason) {
    return database.change(
        "ask that run " + name(key) + " be cancelled",
        tx -> {
          Optional<RunRecord> run =
              Runs.lock(tx, key).filter(known -> known.state() instanceof RunState.Open);
          if (run.isEmpty() || run.get().cancelReason().isPresent()) {
            return run;
          }
          String kept = Text.kept(reason);
          Runs.cancel(tx, key, kept);
          return Optional.of(Steps.toBeCancelled(run.get(), kept));
        });
  }

  @Override
  public Optional<RunRecord> reopen(RunKey key) {
    return database.change(
        "reopen run " + name(key),
        tx -> {
          Optional<RunRecord> over =
              Runs.lock(tx, key).filter(known -> known.state() instanceof RunState.Closed);
          if (over.isEmpty()) {
            return over;
          }
          RunRecord run = Steps.reopened(over.get(), now());
          write(tx, over.get(), run);
          return Optional.of(run);
        });
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

  /** The condition is written out although the row is locked: it is what everything rests on. */
  private static void write(Transaction tx, RunRecord from, RunRecord to) throws SQLException {
    if (!Runs.change(tx, from, to)) {
      throw new SQLException("the row of run " + from.key().id() + " changed while it was locked");
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String name(RunKey key) {
    return key.id() + " (" + key + ")";
  }
}
