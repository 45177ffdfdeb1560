package org.fluxjvm.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddedLoadTest {
  private static final int PROCESSES = 100;
  private static final int SIMULATED = 2000;

  @Test
  void many_jobs_wait_for_their_turn_and_all_end() {
    try (EmbeddedFixture flux = new EmbeddedFixture("embedded:?cores=8")) {
      List<Responses> submitted = new ArrayList<>();
      for (int i = 0; i < SIMULATED; i++) {
        submitted.add(flux.submit(Specs.simulated("1ms"), 16, 0));
      }
      for (int i = 0; i < PROCESSES; i++) {
        submitted.add(flux.submit(Specs.sh("echo $FLUX_JOB_ID"), 16, 0));
      }
      List<Long> ids =
          submitted.stream().map(response -> response.json().path("id").asLong()).toList();

      assertThat(ids).doesNotHaveDuplicates().isSorted();
      assertThat(ids).allSatisfy(id -> assertThat(flux.status(id)).isZero());
      assertThat(flux.output(ids.getLast(), "stdout")).startsWith("ƒ");
      assertThat(
              flux.ask("resource.sched-status", "")
                  .path("allocated")
                  .path("execution")
                  .path("R_lite"))
          .isEmpty();
    }
  }
}
