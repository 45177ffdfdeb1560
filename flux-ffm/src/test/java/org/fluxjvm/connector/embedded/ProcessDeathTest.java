package org.fluxjvm.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProcessDeathTest {
  @Test
  void no_process_or_directory_of_a_job_outlives_a_virtual_machine_that_is_killed()
      throws IOException {
    Process jvm = secondJvm();
    List<String> words;
    try (BufferedReader lines = jvm.inputReader()) {
      words = List.of(lines.readLine().split(" "));
    } finally {
      jvm.destroyForcibly();
    }

    assertThat(words).hasSize(3);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> words.stream().limit(2).noneMatch(ProcessDeathTest::isAlive));
    await().atMost(Duration.ofSeconds(10)).until(() -> Files.notExists(Path.of(words.getLast())));
  }

  private static boolean isAlive(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
  }

  private static Process secondJvm() throws IOException {
    String path =
        Stream.of(
                System.getProperty("java.class.path"),
                System.getProperty("jdk.module.path", ""),
                location(ProcessDeathTest.class),
                location(EmbeddedInstance.class))
            .collect(Collectors.joining(System.getProperty("path.separator")));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            path,
            Victim.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String location(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  /** Runs a job whose task has a child, prints the ids of both, and waits to be killed. */
  static final class Victim {
    public static void main(String[] args) throws InterruptedException {
      EmbeddedFixture flux = new EmbeddedFixture("embedded:");
      long id = flux.submit(Specs.sh("sleep 300 & echo $$ $! $FLUX_JOB_TMPDIR; wait"));
      String line = flux.watch(id, "guest.output").awaitText("\\\"data\\\":\\\"");
      System.out.println(
          Json.parse(Json.parse(line).path("event").asString())
              .path("context")
              .path("data")
              .asString()
              .strip());
      Thread.currentThread().join();
    }
  }
}
