package org.fluxjvm.scheduler.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code metrics export DIR}. */
@Command(
    name = "export",
    description = {
      "Copy into a folder what watches a scheduler: a Grafana dashboard, the alert rules, the page"
          + " that",
      "says what to do about each alert, and an example of a scrape for prometheus.yml."
    })
final class MetricsExportCommand implements Callable<Integer> {
  private static final String RESOURCES = "/org/fluxjvm/scheduler/monitoring/";
  private static final List<Exported> FILES =
      List.of(
          new Exported("dashboard.json", "a dashboard for Grafana"),
          new Exported("alerts.yml", "alert rules for Prometheus"),
          new Exported("RUNBOOK.md", "what to do about each alert"),
          new Exported("prometheus.yml", "an example of a scrape"));

  private final Surroundings surroundings;

  @Option(names = "--force", description = "Write over files that are there.")
  private boolean force;

  @Option(
      names = "--prefix",
      paramLabel = "WORD",
      description = "The prefix of the meters, where a program of yours has given its binders one.")
  private String prefix = "";

  @Option(
      names = "--runbook-url",
      paramLabel = "URL",
      description = "Where you serve RUNBOOK.md: the alerts link to it.")
  private String runbook = "";

  @Parameters(paramLabel = "DIR", description = "A folder, which is made if it is not there.")
  private Path directory = Path.of("");

  MetricsExportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  private record Exported(String name, String what) {}

  @Override
  public Integer call() {
    Path target = surroundings.directory().resolve(directory);
    refuseToOverwrite(target);
    ExportedText names = ExportedText.of(prefix, runbook);
    try {
      Files.createDirectories(target);
      for (Exported file : FILES) {
        copy(file, target.resolve(file.name()), names);
      }
    } catch (IOException e) {
      throw new Failure(Failure.FAILED, "cannot write to %s: %s".formatted(directory, e), e);
    }
    return 0;
  }

  /** Before the first file is written, or a part would be. */
  private void refuseToOverwrite(Path target) {
    String there =
        FILES.stream()
            .map(Exported::name)
            .filter(name -> Files.exists(target.resolve(name)))
            .collect(Collectors.joining(", "));
    if (!force && !there.isEmpty()) {
      throw new Failure(
          Failure.FAILED,
          "%s has %s already, and nothing was written; --force writes over them"
              .formatted(directory, there));
    }
  }

  private void copy(Exported file, Path target, ExportedText names) throws IOException {
    try (InputStream resource =
        MetricsExportCommand.class.getResourceAsStream(RESOURCES + file.name())) {
      String text = new String(Objects.requireNonNull(resource, file.name()).readAllBytes(), UTF_8);
      Files.writeString(target, names.of(text), options());
    }
    surroundings.out().println("%s: %s".formatted(directory.resolve(file.name()), file.what()));
  }

  /** A file that has come since it was looked for is not written over either. */
  private OpenOption[] options() {
    return force
        ? new OpenOption[] {CREATE, TRUNCATE_EXISTING, WRITE}
        : new OpenOption[] {CREATE_NEW, WRITE};
  }
}
