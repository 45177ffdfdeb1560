package org.fluxjvm.scheduler.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fluxjvm.metrics.HostPort;
import org.fluxjvm.scheduler.Timing;
import org.fluxjvm.scheduler.schedule.ScheduleFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code demo}. */
@Command(
    name = "demo",
    description = {
      "Run examples/demo.yaml for 20 seconds: on the Flux instance in FLUX_URI, else on one inside"
          + " this program.",
      "Ends with 0 only if every run ended as it should."
    })
final class DemoCommand implements Callable<Integer> {
  private static final String FILE = "demo.yaml";
  private static final String URI_VARIABLE = "FLUX_URI";
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Surroundings surroundings;

  @Mixin private final LoggingOptions logging = new LoggingOptions();

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    LogLines log = logging.install(surroundings);
    ScheduleFile schedule = schedule();
    String name = "demo-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    try (Observed flux = Connection.open(uri());
        Engine engine =
            new Engine(
                name,
                name,
                new Store.Memory(),
                Limits.DEFAULT,
                flux.flux(),
                Timing.of(surroundings.clock()))) {
      Session.Plan plan =
          new Session.Plan(
              "demo: examples/%s for %ds".formatted(FILE, TIME.toSeconds()),
              schedule.jobs(),
              Optional.empty(),
              List.of(HostPort.DEFAULT, new HostPort(HostPort.DEFAULT.host(), 0)),
              GRACE,
              TIME,
              Stop.How.GRACE,
              Optional.empty());
      Session.Report report = new Session(surroundings, log, plan, flux, engine).run();
      boolean good =
          report.fires() > 0
              && report.unexpected() == 0
              && report.stopped() == 0
              && report.left() == 0;
      return good ? 0 : Failure.FAILED;
    }
  }

  private String uri() {
    if (surroundings.environment().getOrDefault(URI_VARIABLE, "").isEmpty()) {
      surroundings
          .out()
          .println(
              "FLUX_URI is not set: this runs without Flux, on an instance inside the program");
      return "embedded:";
    }
    return "";
  }

  /** The file is packed in the jar, and read from a copy as any other. */
  private ScheduleFile schedule() {
    try (InputStream packed = DemoCommand.class.getResourceAsStream(FILE)) {
      if (packed == null) {
        throw new Failure(Failure.FAILED, FILE + " is not in the jar; build it again");
      }
      Path directory = Files.createTempDirectory("flux-scheduler-demo");
      Path copy = directory.resolve(FILE);
      try {
        Files.copy(packed, copy);
        return Schedules.read(copy, surroundings);
      } finally {
        Files.deleteIfExists(copy);
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + FILE, e);
    }
  }
}
