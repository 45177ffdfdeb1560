package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineDisplayTest {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z .*";

  @TempDir Path directory = Path.of("");

  @Test
  void each_state_is_told_once_and_in_order_and_the_hold_before_the_release_is_none()
      throws IOException {
    assertThat(states("{ name: once, every: 1s, count: 1, command: [\"true\"] }"))
        .containsExactly(
            "fired", "new", "depend", "priority", "sched", "run", "cleanup", "completed");
  }

  @Test
  void a_further_try_is_told_of_from_its_beginning() throws IOException {
    String again =
        "{ name: twice, every: 1s, count: 1, expect: failed, command: [\"false\"],"
            + " retry: { tries: 2, backoff: 10ms } }";

    assertThat(states(again))
        .containsExactly(
            "fired",
            "new",
            "depend",
            "priority",
            "sched",
            "run",
            "cleanup",
            "again",
            "new",
            "depend",
            "priority",
            "sched",
            "run",
            "cleanup",
            "failed");
  }

  private List<String> states(String job) throws IOException {
    Path file = Started.file(directory, "jobs:\n  - " + job + "\n");
    Started program =
        Started.with(directory, "run", file.toString(), "--flux", "embedded:", "--http", "none");
    return program
        .out()
        .lines()
        .filter(line -> line.matches(TIME))
        .map(line -> line.split(" +", -1)[3])
        .toList();
  }
}
