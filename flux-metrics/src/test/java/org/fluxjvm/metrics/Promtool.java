package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Prometheus' own opinion of metrics, where it is on the PATH. */
public final class Promtool {
  private Promtool() {}

  /** Lints metrics, or says that it cannot. */
  public static void check(String metrics, Path directory) throws Exception {
    if (!isPresent()) {
      System.err.println("SKIPPED: promtool is not on the PATH; the metrics were not linted");
      return;
    }
    Path text = Files.writeString(directory.resolve("metrics.txt"), metrics);
    Path said = directory.resolve("said.txt");
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics")
            .redirectInput(text.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said).content().isEmpty();
    assertThat(promtool.exitValue()).isZero();
  }

  static boolean isPresent() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
  }
}
