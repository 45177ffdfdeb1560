package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Prometheus' own opinion of metrics, where it is on the PATH. */
public final class Promtool {
  private Promtool() {}

  /** Lints metrics, or says that it cannot. */
  public static void check(String metrics, Path directory) throws Exception {
    if (!isPresent()) {
      System.err.println(skipped("the metrics"));
      return;
    }
    Path text = Files.writeString(directory.resolve("metrics.txt"), metrics);
    assertThat(run(directory, Redirect.from(text.toFile()), "check", "metrics")).isEmpty();
  }

  /** Skips a test, with one loud line, where there is none. */
  public static void assumePresent(String what) {
    if (!isPresent()) {
      System.err.println(skipped(what));
    }
    assumeTrue(isPresent(), () -> skipped(what));
  }

  private static String skipped(String what) {
    return "SKIPPED: promtool is not on the PATH; %s could not be checked".formatted(what);
  }

  /** Runs a command in a directory, which has to succeed; what it has said. */
  public static String run(Path directory, String... arguments) throws Exception {
    return run(directory, Redirect.PIPE, arguments);
  }

  private static String run(Path directory, Redirect input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Path said = directory.resolve("said.txt");
    Process promtool =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(input)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(promtool.waitFor(2, TimeUnit.MINUTES)).as("promtool has ended").isTrue();
    String text = Files.readString(said);
    assertThat(promtool.exitValue()).as(text).isZero();
    return text;
  }

  static boolean isPresent() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
  }
}
