package org.fluxjvm.scheduler.cli;

import java.time.Duration;
import java.util.function.ToIntFunction;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.control.ControlClient;
import org.fluxjvm.scheduler.control.ControlException;
import org.fluxjvm.scheduler.control.NotRunningException;
import org.fluxjvm.scheduler.control.RunReading;
import org.fluxjvm.scheduler.control.StateDirectory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands have in common that read runs: of a scheduler that runs, or its ledger. */
final class Reading {
  /** A scheduler that starts takes no commands yet, and has its ledger already. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration PAUSE = Duration.ofMillis(100);

  @Mixin private final LoggingOptions logging = new LoggingOptions();
  @Mixin private final SchedulerOptions scheduler = new SchedulerOptions();

  @Option(names = "--json", description = "Print JSON, one document on each line.")
  private boolean json;

  boolean isJson() {
    return json;
  }

  int read(Surroundings surroundings, ToIntFunction<RunReading> read) {
    logging.install(surroundings);
    StateDirectory directory = scheduler.directory(surroundings);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return readNow(surroundings, directory, read);
      } catch (FileHistory.InUseException e) {
        if (System.nanoTime() - end >= 0) {
          throw new Failure(Failure.FAILED, String.valueOf(e.getMessage()), e);
        }
        Reload.after(PAUSE).join();
      }
    }
  }

  private static int readNow(
      Surroundings surroundings, StateDirectory directory, ToIntFunction<RunReading> read) {
    try {
      return read.applyAsInt(ControlClient.of(directory));
    } catch (NotRunningException e) {
      return readLedger(surroundings, directory, read);
    } catch (ControlException e) {
      throw new Failure(Failure.FAILED, String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new Failure(Failure.WRONG, "flux-scheduler: " + e.getMessage(), e);
    }
  }

  private static int readLedger(
      Surroundings surroundings, StateDirectory directory, ToIntFunction<RunReading> read) {
    try (OfflineLedger ledger = OfflineLedger.open(directory, surroundings)) {
      surroundings
          .err()
          .println("flux-scheduler: no scheduler runs on " + directory + "; this is its ledger");
      return read.applyAsInt(ledger.reading());
    } catch (ControlException | LedgerException e) {
      throw new Failure(Failure.FAILED, String.valueOf(e.getMessage()), e);
    }
  }
}
