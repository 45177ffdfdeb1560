package org.fluxjvm.scheduler.quartz;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunQuery;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunReport;

/** The history of a ledger that does not answer while {@code fails} is true. */
record BreakingHistory(RunHistory history, AtomicBoolean fails) implements RunHistory {
  @Override
  public List<RunRecord> runs(RunQuery query) {
    return history.runs(query);
  }

  @Override
  public Optional<RunReport> report(String id) {
    return history.report(id);
  }

  @Override
  public List<RunRecord> startingWith(String scheduler, String prefix, int limit) {
    return history.startingWith(scheduler, prefix, limit);
  }

  @Override
  public int uncertain(String scheduler) {
    if (fails.get()) {
      throw new LedgerException("on purpose by a test", null);
    }
    return history.uncertain(scheduler);
  }

  @Override
  public Map<String, Instant> lastSuccesses(String scheduler, Set<String> jobs, Instant since) {
    return history.lastSuccesses(scheduler, jobs, since);
  }

  @Override
  public Map<String, Instant> firstRuns(String scheduler, Set<String> jobs) {
    return history.firstRuns(scheduler, jobs);
  }

  @Override
  public int prune(Instant before) {
    return history.prune(before);
  }
}
