package org.fluxjvm.scheduler.quartz;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.FluxLedger;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.Nodes;
import org.fluxjvm.scheduler.RunAdmission;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;
import org.fluxjvm.scheduler.jdbc.LedgerSchema;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/** Where a scheduler's runs are put down, by its properties. */
final class LedgerChoice {
  private static final Set<String> DEFAULT_NAMES =
      Set.of("QuartzScheduler", "DefaultQuartzScheduler");

  private String kind = "auto";
  private String dataSource = "";
  private String tablePrefix = "FLUX_";
  private boolean create;

  /** A ledger with what shares its place. */
  record Ledger(
      RunLedger runs,
      RunHistory history,
      Optional<RunAdmission> admission,
      Optional<Nodes> nodes,
      Runnable closing)
      implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
  }

  void kind(String value) {
    kind = value;
  }

  void dataSource(String value) {
    dataSource = value;
  }

  void tablePrefix(String value) {
    tablePrefix = value;
  }

  void create(boolean value) {
    create = value;
  }

  Ledger open(Scheduler scheduler, Flux flux, Optional<QuartzTables> tables)
      throws SchedulerException {
    return switch (kind) {
      case "jdbc" -> jdbc(tables);
      case "flux" -> flux(scheduler, flux);
      case "auto" -> isJdbc(scheduler, tables) ? jdbc(tables) : flux(scheduler, flux);
      default -> throw new LedgerException("ledger: must be auto, jdbc or flux, not " + kind, null);
    };
  }

  private boolean isJdbc(Scheduler scheduler, Optional<QuartzTables> tables)
      throws SchedulerException {
    return tables.isPresent()
        || !dataSource.isEmpty()
        || scheduler.getMetaData().isJobStoreSupportsPersistence();
  }

  private Ledger jdbc(Optional<QuartzTables> tables) {
    String name =
        dataSource.isEmpty() ? tables.map(QuartzTables::dataSource).orElse("") : dataSource;
    if (name.isEmpty()) {
      throw new LedgerException(
          """
          The ledger's data source is not known: make the scheduler with %s, use one of our stores, or \
          set the plugin's dataSource to the name of one of Quartz' data sources\
          """
              .formatted(FluxSchedulerFactory.class.getName()),
          null);
    }
    QuartzDataSource source = new QuartzDataSource(name);
    if (create) {
      new LedgerSchema(source, tablePrefix).createOrUpgrade();
    }
    JdbcLedger ledger = new JdbcLedger(source, tablePrefix, InstantSource.system());
    return new Ledger(
        ledger,
        ledger.history(),
        Optional.of(ledger.admission()),
        Optional.of(ledger.nodes()),
        () -> {});
  }

  private static Ledger flux(Scheduler scheduler, Flux flux) throws SchedulerException {
    String name = scheduler.getSchedulerName();
    if (DEFAULT_NAMES.contains(name)) {
      throw new LedgerException(
          """
          Without a database a scheduler finds its jobs in Flux again by its name, and '%s' is the name \
          of every scheduler that has none: set org.quartz.scheduler.instanceName\
          """
              .formatted(name),
          null);
    }
    FluxLedger ledger = FluxLedger.open(flux, name, InstantSource.system());
    return new Ledger(ledger, ledger, Optional.empty(), Optional.empty(), ledger::close);
  }
}
