package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ChainedProgramTest {
  @TempDir Path directory = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"file", "ram"})
  void a_schedule_is_not_over_before_what_follows_upon_its_last_run_is(String store)
      throws Exception {
    Path file =
        Started.file(
            directory,
            """
            jobs:
              - { name: first, every: 1s, count: 1, command: ["true"] }
              - { name: second, after: { job: first }, command: ["true"] }
              - name: third
                after: { job: second, on: any }
                command: [sh, -c, "sleep 0.2; echo x >> third"]
            """);

    Started program =
        Started.with(
            directory,
            "run",
            file.toString(),
            "--flux",
            "embedded:",
            "--http",
            "none",
            "--store",
            store);

    assertThat(program.err()).isEmpty();
    assertThat(program.out()).contains("3 runs, all as expected");
    assertThat(program.status()).isZero();
    assertThat(Files.readString(directory.resolve("third"))).isEqualTo("x\n");
  }
}
