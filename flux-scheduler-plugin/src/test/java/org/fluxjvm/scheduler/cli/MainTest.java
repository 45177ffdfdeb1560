package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir Path directory = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "walk",
        "run",
        "run a.yaml b.yaml",
        "run a.yaml --http 9464",
        "run a.yaml --grace soon",
        "run a.yaml --flux",
        "demo a.yaml",
        "validate"
      })
  void a_wrong_command_line_ends_with_2_and_says_how_it_is_used(String arguments) {
    Started program =
        Started.with(directory, arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

    assertThat(program.status()).isEqualTo(2);
    assertThat(program.err()).contains("Usage: flux-scheduler").doesNotContain("\tat ");
    assertThat(program.out()).isEmpty();
  }

  @Test
  void help_goes_to_standard_output() {
    Started program = Started.with(directory, "run", "--help");

    assertThat(program.status()).isZero();
    assertThat(program.out()).contains("--flux=URI", "--http=HOST:PORT", "--grace=DURATION");
    assertThat(program.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "validate"})
  void a_wrong_file_ends_with_2_and_the_place_of_every_mistake(String command) throws IOException {
    Path file =
        Started.file(
            directory,
            """
            jobs:
              - name: a
                cron: never
                command: [echo]
              - name: a
                every: 1s
                comand: [echo]
            """);

    Started program = Started.with(directory, command, file.toString());

    assertThat(program.status()).isEqualTo(2);
    assertThat(program.out()).isEmpty();
    assertThat(program.err().lines())
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(line -> line.matches(file + ":\\d+:\\d+: .+"));
    assertThat(program.err()).contains(file + ":3:11: ", file + ":5:11: ", file + ":7:5: ");
  }

  @Test
  void a_file_that_is_not_there_ends_with_2() {
    Started program = Started.with(directory, "run", directory.resolve("none.yaml").toString());

    assertThat(program.status()).isEqualTo(2);
    assertThat(program.err()).startsWith(directory.resolve("none.yaml") + ":1:1: ");
  }

  @Test
  void a_right_file_is_shown_with_its_fires_and_its_warnings() throws IOException {
    Path file =
        Started.file(
            directory,
            """
            jobs:
              - name: nightly
                cron: 0 30 2 * * ?
                timezone: Europe/Berlin
                command: [echo]
              - name: often
                every: 90s
                count: 3
                command: [echo]
            """);

    Started program = Started.with(directory, "validate", file.toString());

    assertThat(program.status()).isZero();
    assertThat(program.err()).startsWith(file + ":3:11: warning: ");
    assertThat(program.out())
        .contains("cron 0 30 2 * * ?", "02:30:00 CE", "every 1.5m, 3 times", "2 jobs, ");
  }

  @Test
  void an_instance_out_of_reach_ends_with_1_and_says_what_to_do() throws IOException {
    Started program = run("local:///nonexistent", once("true", "completed"));

    assertThat(program.status()).isEqualTo(1);
    assertThat(program.err())
        .startsWith("flux-scheduler: Flux is out of reach: ")
        .contains("FLUX_URI", "--flux embedded:")
        .doesNotContain("\tat ");
  }

  @Test
  void a_batch_script_on_an_embedded_instance_is_refused_before_anything_is_scheduled()
      throws IOException {
    String yaml =
        """
        jobs:
          - name: plain
            every: 1s
            count: 1
            command: ["true"]
          - name: nested
            every: 1s
            count: 1
            script: |
              #!/bin/sh
              flux run true
        """;

    Started program = run("embedded:", yaml);

    assertThat(program.status()).isEqualTo(2);
    assertThat(program.out()).isEmpty();
    assertThat(program.err())
        .startsWith(directory.resolve("schedule.yaml") + ":9:5: ")
        .contains("needs a real one");
  }

  @Test
  void a_port_that_is_taken_ends_with_1_and_says_what_to_do() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Path file = Started.file(directory, once("true", "completed"));

      Started program =
          Started.with(directory, "run", file.toString(), "--flux", "embedded:", "--http", address);

      assertThat(program.status()).isEqualTo(1);
      assertThat(program.err()).contains(address, "--http none").doesNotContain("\tat ");
    }
  }

  @Test
  void a_schedule_that_ends_by_itself_ends_the_program_with_0_if_all_went_as_expected()
      throws IOException {
    Started program = run("embedded:", once("exit 3", "failed") + more("true", "completed"));

    assertThat(program.err()).isEmpty();
    assertThat(program.out())
        .contains("exit code 3 after ", ", as expected", "2 runs, all as expected");
    assertThat(program.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"completed", "failed"})
  void a_run_that_ends_otherwise_than_expected_ends_the_program_with_1(String expect)
      throws IOException {
    String command = expect.equals("completed") ? "echo Oh no >&2; exit 7" : "true";

    Started program = run("embedded:", once(command, expect));

    assertThat(program.status()).isEqualTo(1);
    assertThat(program.out()).contains("1 run, 1 not as expected");
    if (expect.equals("completed")) {
      assertThat(program.out()).contains("exit code 7", "    stderr: Oh no");
    } else {
      assertThat(program.out()).contains("but it should fail");
    }
  }

  @Test
  void a_terminal_shows_a_table_that_is_gone_at_the_end() throws IOException {
    Path file = Started.file(directory, once("sleep 0.3", "completed"));

    Started program =
        Started.on(
            Optional.of(new Size(80, 24)),
            directory,
            "run",
            file.toString(),
            "--flux",
            "embedded:",
            "--http",
            "none");

    assertThat(program.status()).isZero();
    assertThat(program.out())
        .contains("JOB   FIRES  LATEST", LiveRegion.HIDE_CURSOR, "✓ once", " completed in 0.")
        .containsSubsequence(LiveRegion.SHOW_CURSOR, "1 run, all as expected");
  }

  private Started run(String uri, String yaml) throws IOException {
    Path file = Started.file(directory, yaml);
    return Started.with(directory, "run", file.toString(), "--flux", uri, "--http", "none");
  }

  private static String once(String command, String expect) {
    return "jobs:\n" + job("once", command, expect);
  }

  private static String more(String command, String expect) {
    return job("more", command, expect);
  }

  private static String job(String name, String command, String expect) {
    return """
      - { name: %s, every: 1s, count: 1, expect: %s, command: [sh, -c, "%s"] }
    """
        .formatted(name, expect, command);
  }
}
