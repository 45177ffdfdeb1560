package org.fluxjvm.scheduler.cli;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunQuery;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunReport;
import org.fluxjvm.scheduler.control.StateDirectory;
import org.fluxjvm.scheduler.control.StateLock;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;

/**
 * The ledger in the file of a scheduler that does not run. The file is opened for each reading and
 * closed after it: a scheduler that starts waits for that, and for nothing else that is done with
 * what was read.
 *
 * @param directory where the file is
 * @param file how it is opened
 */
record FileHistory(StateDirectory directory, Store.Database file) implements RunHistory {
  /** Says that the file has to be left alone just now. */
  static final class InUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private InUseException(StateDirectory directory) {
      super(
          "a scheduler (process %s) is about to start or to end on %s, and does not answer yet or any more; try again in a moment"
              .formatted(directory.holder(), directory));
    }
  }

  /** Whether nobody writes to it; throws {@link InUseException} if somebody does. */
  void check() {
    lock().close();
  }

  private StateLock lock() {
    return directory.lockToRead().orElseThrow(() -> new InUseException(directory));
  }

  private <T> T read(Function<RunHistory, T> reading) {
    try (StateLock _ = lock();
        HikariDataSource connections = Pool.forReading(file)) {
      return reading.apply(new JdbcLedger(connections).history());
    }
  }

  @Override
  public List<RunRecord> runs(RunQuery query) {
    return read(history -> history.runs(query));
  }

  @Override
  public Optional<RunReport> report(String id) {
    return read(history -> history.report(id));
  }

  @Override
  public List<RunRecord> startingWith(String scheduler, String prefix, int limit) {
    return read(history -> history.startingWith(scheduler, prefix, limit));
  }

  @Override
  public int uncertain(String scheduler) {
    return read(history -> history.uncertain(scheduler));
  }

  @Override
  public Map<String, Instant> lastSuccesses(String scheduler, Set<String> jobs, Instant since) {
    return read(history -> history.lastSuccesses(scheduler, jobs, since));
  }

  @Override
  public Map<String, Instant> firstRuns(String scheduler, Set<String> jobs) {
    return read(history -> history.firstRuns(scheduler, jobs));
  }

  @Override
  public int prune(Instant before) {
    throw new UnsupportedOperationException("the file is opened to be read");
  }
}
