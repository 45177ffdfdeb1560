package org.fluxjvm.scheduler.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.fluxjvm.scheduler.Attempt;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.Successor;

/**
 * Writes a change to a run, and what belongs to it, in one transaction. The caller has locked the
 * run that it passes.
 *
 * @param tx the transaction
 * @param now what the change is dated
 */
record RunChange(Transaction tx, Instant now) {

  RunRecord begin(RunKey key, String job, Optional<Owner> owner) throws SQLException {
    RunRecord run = RunRecord.begun(key, job, owner, now);
    Runs.insert(tx, run);
    Submissions.begin(tx, run, now);
    return run;
  }

  RunRecord takeOver(RunRecord run, Owner owner) throws SQLException {
    RunRecord taken = write(run, run.takenOver(owner));
    if (!taken.attempt().equals(run.attempt())) {
      Submissions.dropped(tx, run, "taken over by " + owner.node() + " before its job was known");
      Submissions.begin(tx, taken, now);
    }
    return taken;
  }

  RunRecord advance(RunRecord run, RunState.Placed to) throws SQLException {
    RunRecord advanced = write(run, run.at(to, now));
    Submissions.reached(tx, advanced, to);
    return advanced;
  }

  RunRecord repeat(RunRecord run, Attempt next, Instant notBefore, String reason)
      throws SQLException {
    RunRecord again = write(run, run.repeated(next, notBefore.truncatedTo(ChronoUnit.MILLIS), now));
    Submissions.dropped(tx, run, reason);
    Submissions.begin(tx, again, now);
    return again;
  }

  RunRecord end(RunRecord run, RunState.Closed end, List<Successor> successors)
      throws SQLException {
    RunRecord ended = write(run, run.at(end, now));
    Submissions.ended(tx, ended, end);
    for (Successor successor : successors) {
      if (Runs.lock(tx, successor.key()).isEmpty()) {
        begin(successor.key(), successor.job(), Optional.empty());
      }
    }
    return ended;
  }

  RunRecord cancel(RunRecord run, String reason) throws SQLException {
    String kept = Text.kept(reason);
    Runs.cancel(tx, run.key(), kept);
    return run.toBeCancelled(kept);
  }

  RunRecord reopen(RunRecord run) throws SQLException {
    return write(run, run.reopened(now));
  }

  /** The condition is written out although the row is locked: it is what everything rests on. */
  private RunRecord write(RunRecord from, RunRecord to) throws SQLException {
    if (!Runs.change(tx, from, to)) {
      throw new SQLException("the row of run " + from.key().id() + " changed while it was locked");
    }
    return to;
  }
}
