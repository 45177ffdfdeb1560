package org.fluxjvm.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180) // a process of its own, which may take a while to start
class LauncherTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Path LAUNCHER =
      Path.of("../flux-scheduler-plugin/bin/flux-scheduler").toAbsolutePath().normalize();

  @TempDir Path directory = Path.of("");

  @Test
  void a_link_to_it_works_from_any_directory_on_a_file_of_that_directory() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("a link"), LAUNCHER);
    Files.writeString(
        directory.resolve("schedule.yaml"),
        """
        jobs:
          - { name: a, every: 1m, command: [echo] }
        """);

    try (Program validate =
        Program.start(directory, List.of(link.toString(), "validate", "schedule.yaml"))) {
      assertThat(validate.await(LIMIT)).as(validate::errors).isZero();
      assertThat(validate.written()).contains("schedule.yaml: 1 job, no mistakes");
    }
  }

  @Test
  void what_it_builds_needs_no_jar_of_tests() throws Exception {
    String pom = Files.readString(Path.of("../flux-scheduler-plugin/pom.xml"));
    String always = pom.substring(0, pom.indexOf("<profiles>"));

    assertThat(always).contains("<dependencies>").doesNotContain("<type>test-jar</type>");
  }

  @Test
  void a_jdk_that_is_too_old_is_refused_in_one_sentence() throws Exception {
    Path jdk = Files.createDirectories(directory.resolve("jdk/bin"));
    Path java = Files.writeString(jdk.resolve("java"), "#!/bin/sh\nexit 9\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");

    try (Program validate = startWith("FLUXJVM_JAVA_HOME=" + directory.resolve("jdk"))) {
      assertThat(validate.await(LIMIT)).isEqualTo(1);
      assertThat(validate.errors())
          .isEqualTo(
              "flux-scheduler: FLUXJVM_JAVA_HOME is %s, which is not a JDK 22 or newer.\n"
                  .formatted(directory.resolve("jdk")));
    }
  }

  @Test
  void an_older_java_home_is_passed_over() throws Exception {
    Path jdk = Files.createDirectories(directory.resolve("jdk/bin"));
    Path java = Files.writeString(jdk.resolve("java"), "#!/bin/sh\nexit 9\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");

    try (Program help = startWith("JAVA_HOME=" + directory.resolve("jdk"))) {
      assertThat(help.await(LIMIT)).as(help::errors).isZero();
      assertThat(help.written()).startsWith("Usage: flux-scheduler");
    }
  }

  @Test
  void the_connections_of_the_server_of_the_metrics_are_bounded() throws Exception {
    Path jdk = Files.createDirectories(directory.resolve("jdk/bin"));
    Path java = Files.writeString(jdk.resolve("java"), "#!/bin/sh\necho \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");

    try (Program help = startWith("FLUXJVM_JAVA_HOME=" + directory.resolve("jdk"))) {
      assertThat(help.await(LIMIT)).as(help::errors).isZero();
      assertThat(help.written()).contains(" -Djdk.httpserver.maxConnections=");
    }
  }

  private Program startWith(String variable) throws IOException {
    return Program.start(directory, List.of("env", variable, LAUNCHER.toString(), "--help"));
  }
}
