package org.fluxjvm.scheduler.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.Timing;
import org.fluxjvm.scheduler.control.ControlException;
import org.fluxjvm.scheduler.control.StateDirectory;
import org.fluxjvm.scheduler.control.StateLock;
import org.fluxjvm.scheduler.schedule.ScheduleFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run FILE}. */
@Command(
    name = "run",
    description = {
      "Run the jobs of a schedule file on Flux until none of them fires again, or until"
          + " SIGTERM or Ctrl-C.",
      "What runs then goes on in Flux and is followed by the next start, if the store is a file or"
          + " a database and Flux a real one; else it has --grace to end, and is canceled.",
      "Ends with 0 if the runs ended as the file expects or the end was asked for, 1 if not or if"
          + " Flux is out of reach, 2 if the file is wrong."
    })
final class RunCommand implements Callable<Integer> {
  /** There is no end to a schedule but its own: longer than any machine runs. */
  private static final Duration NO_LIMIT = Duration.ofDays(36_500);

  private final Surroundings surroundings;

  @Mixin private final LoggingOptions logging = new LoggingOptions();
  @Mixin private final StoreOptions stores = new StoreOptions();

  @Mixin private final LimitOptions limits = new LimitOptions();

  @Parameters(paramLabel = "FILE", description = "A schedule file in YAML.")
  private Path file = Path.of("");

  @Option(
      names = "--flux",
      paramLabel = "URI",
      description =
          "The Flux instance to run on; 'embedded:' for one inside this program. Without it, the"
              + " one in FLUX_URI, else the system instance.")
  private String uri = "";

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      converter = HttpOption.Converter.class,
      defaultValue = "127.0.0.1:9464",
      description = "Where to show the metrics, or 'none'; ${DEFAULT-VALUE} without it.")
  private HttpOption http = new HttpOption(List.of());

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      defaultValue = "10s",
      description =
          "How long to wait for what runs when the end is asked for, before it is canceled;"
              + " ${DEFAULT-VALUE} without it.")
  private Duration grace = Duration.ZERO;

  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    LogLines log = logging.install(surroundings);
    ScheduleFile schedule = Schedules.read(file, surroundings);
    if (Connection.isEmbedded(uri) && !schedule.refusedByEmbedded().isEmpty()) {
      throw Schedules.wrong(schedule.refusedByEmbedded());
    }
    Limits bounds = limits.checked();
    String name = stores.name(file);
    StateDirectory directory = stores.directory(name, surroundings);
    Store store = stores.store(directory, surroundings);
    try (StateLock _ = directory.lock();
        Observed flux = Connection.open(uri);
        Engine engine =
            new Engine(
                name,
                instance(directory),
                store,
                bounds,
                flux.flux(),
                Timing.of(surroundings.clock()))) {
      StateFile.write(directory, name, store);
      Session.Plan plan =
          new Session.Plan(
              schedule.file().getFileName() + ": " + Plural.of(schedule.jobs().size(), "job"),
              schedule.jobs(),
              Optional.of(schedule),
              http.addresses(),
              grace,
              NO_LIMIT,
              onSignal(store, flux.flux()),
              Optional.of(directory));
      return status(new Session(surroundings, log, plan, flux, engine).run());
    } catch (ControlException e) {
      throw new Failure(Failure.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /** Jobs that the next start is sure to find need not end with this one. */
  private static Stop.How onSignal(Store store, Flux flux) {
    return store instanceof Store.Database && !Connection.isEmbedded(flux.uri())
        ? Stop.How.DETACH
        : Stop.How.GRACE;
  }

  /** The same at each start, and no other scheduler's: by it Quartz finds what it had fired. */
  private static String instance(StateDirectory directory) {
    try {
      return InetAddress.getLocalHost().getHostName()
          + "-"
          + Integer.toHexString(directory.path().hashCode());
    } catch (UnknownHostException e) {
      throw new Failure(Failure.FAILED, "this host has no name: " + e.getMessage(), e);
    }
  }

  private static int status(Session.Report report) {
    if (report.left() > 0) {
      return Failure.FAILED;
    }
    return report.reason() == Stop.Reason.ASKED || report.unexpected() == 0 ? 0 : Failure.FAILED;
  }
}
