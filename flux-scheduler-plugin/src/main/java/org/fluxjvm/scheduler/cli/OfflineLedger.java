package org.fluxjvm.scheduler.cli;

import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.scheduler.Placement;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.control.LedgerReading;
import org.fluxjvm.scheduler.control.RunReading;
import org.fluxjvm.scheduler.control.StateDirectory;
import org.fluxjvm.scheduler.control.StateLock;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;

/**
 * The ledger of a scheduler that does not run. It has the directory's lock as long as it is open:
 * an H2 file has one user at a time.
 */
final class OfflineLedger implements AutoCloseable {
  private final StateLock lock;
  private final HikariDataSource pool;
  private final RunReading reading;
  private final Map<String, Optional<Flux>> instances = new HashMap<>();

  private OfflineLedger(StateLock lock, HikariDataSource pool, String scheduler) {
    this.lock = lock;
    this.pool = pool;
    this.reading =
        new LedgerReading(
            scheduler, new JdbcLedger(pool).history(), this::instance, OfflineLedger::waiting);
  }

  static OfflineLedger open(StateDirectory directory, Surroundings surroundings) {
    StateFile state = StateFile.read(directory);
    String url =
        state
            .database()
            .orElseThrow(
                () ->
                    new Failure(
                        Failure.FAILED,
                        "no scheduler runs on %s, and the last one had its runs in memory (--store ram)"
                            .formatted(directory)));
    boolean file = DatabaseAccess.isFile(url, directory);
    StateLock lock = directory.lock();
    try {
      HikariDataSource pool =
          Pool.open(
              new Store.Database(
                  file ? url + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE" : url,
                  new DatabaseAccess(surroundings).login(),
                  file,
                  false));
      try {
        return new OfflineLedger(lock, pool, state.scheduler());
      } catch (RuntimeException e) {
        pool.close();
        throw e;
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  RunReading reading() {
    return reading;
  }

  private static Optional<String> waiting(RunRecord run) {
    return run.state() instanceof RunState.Open
        ? Optional.of("for the scheduler to be started")
        : Optional.empty();
  }

  /** An embedded instance was gone with the scheduler. */
  private Optional<Flux> instance(Placement placement) {
    return Connection.isEmbedded(placement.uri())
        ? Optional.empty()
        : instances.computeIfAbsent(placement.uri(), OfflineLedger::reach);
  }

  private static Optional<Flux> reach(String uri) {
    try {
      return Optional.of(Flux.open(uri));
    } catch (FluxException e) {
      return Optional.empty(); // the run is shown without what only Flux has, and says so
    }
  }

  @Override
  public void close() {
    instances.values().forEach(instance -> instance.ifPresent(Flux::close));
    pool.close();
    lock.close();
  }
}
