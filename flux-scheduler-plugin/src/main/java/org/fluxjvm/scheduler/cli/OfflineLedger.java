package org.fluxjvm.scheduler.cli;

import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.Placement;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.control.LedgerReading;
import org.fluxjvm.scheduler.control.RunReading;
import org.fluxjvm.scheduler.control.StateDirectory;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;

/** The ledger of a scheduler that does not run here; others may, on the same database. */
final class OfflineLedger implements AutoCloseable {
  private static final String NOBODY = "for the scheduler to be started";

  private final Optional<HikariDataSource> connections;
  private final RunReading reading;
  private final Map<String, Optional<Flux>> instances = new HashMap<>();

  private OfflineLedger(
      Optional<HikariDataSource> connections,
      String scheduler,
      RunHistory history,
      Function<RunRecord, Optional<String>> waiting) {
    this.connections = connections;
    this.reading =
        new LedgerReading(
            scheduler,
            history,
            this::instance,
            run -> run.state() instanceof RunState.Open ? waiting.apply(run) : Optional.empty());
  }

  /** Throws {@link FileHistory.InUseException} if a scheduler has the file at this moment. */
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
    return DatabaseAccess.isFile(url, directory)
        ? ofFile(directory, url, state.scheduler())
        : ofServer(
            new Store.Database(url, new DatabaseAccess(surroundings).login(), false, false),
            state.scheduler());
  }

  private static OfflineLedger ofFile(StateDirectory directory, String url, String scheduler) {
    String readOnly = url + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE";
    FileHistory history =
        new FileHistory(directory, new Store.Database(readOnly, Optional.empty(), true, false));
    history.check();
    return new OfflineLedger(Optional.empty(), scheduler, history, run -> Optional.of(NOBODY));
  }

  private static OfflineLedger ofServer(Store.Database server, String scheduler) {
    HikariDataSource connections = Pool.forReading(server);
    try {
      JdbcLedger ledger = new JdbcLedger(connections);
      Set<String> live = ledger.nodes().live();
      return new OfflineLedger(
          Optional.of(connections),
          scheduler,
          ledger.history(),
          run -> Optional.of(waiting(run, live)));
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
  }

  private static String waiting(RunRecord run, Set<String> live) {
    Optional<String> owner = run.owner().map(Owner::node).filter(live::contains);
    if (owner.isPresent()) {
      return "followed by " + owner.get();
    }
    return live.isEmpty() ? NOBODY : "for a scheduler to take it up";
  }

  RunReading reading() {
    return reading;
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
    connections.ifPresent(HikariDataSource::close);
  }
}
