package org.fluxjvm.scheduler.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    try {
      Files.createDirectories(target);
      for (Exported file : FILES) {
        copy(file, target.resolve(file.name()));
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

  private void copy(Exported file, Path target) throws IOException {
    CopyOption[] options =
        (force ? Stream.of(StandardCopyOption.REPLACE_EXISTING) : Stream.<CopyOption>empty())
            .toArray(CopyOption[]::new);
    try (InputStream resource =
        MetricsExportCommand.class.getResourceAsStream(RESOURCES + file.name())) {
      Files.copy(Objects.requireNonNull(resource, file.name()), target, options);
    }
    surroundings.out().println("%s: %s".formatted(directory.resolve(file.name()), file.what()));
  }
}
