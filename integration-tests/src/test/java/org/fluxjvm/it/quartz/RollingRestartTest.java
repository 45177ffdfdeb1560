package org.fluxjvm.it.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobId;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A scheduler that is stopped while its jobs run, and the next one on the same store. */
@FluxTest(value = InstanceKind.REAL, cores = RollingRestartTest.JOBS)
class RollingRestartTest {
  static final int JOBS = 50;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @Test
  @Timeout(240)
  void all_that_runs_is_left_within_two_seconds_and_taken_over_with_nothing_lost_or_run_again(
      Flux flux, @TempDir Path directory) {
    Witness witness = new Witness(directory);
    List<String> names = IntStream.range(0, JOBS).mapToObj(job -> "job-" + job).toList();
    List<String> begun = names.stream().map(name -> name + " begins").toList();
    Set<String> jobs;
    try (Gate gate = new Gate(directory)) {
      try (NodeProcess first = new NodeProcess(flux.uri(), directory)) {
        for (String name : names) {
          String commands =
              String.join(
                  "; ", witness.says(name + " begins"), gate.pass(), witness.says(name + " ends"));
          first.run(name, commands);
        }
        await()
            .atMost(LIMIT)
            .untilAsserted(
                () -> assertThat(witness.lines()).containsExactlyInAnyOrderElementsOf(begun));
        jobs = first.jobs();
        assertThat(jobs).hasSize(JOBS);
        assertThat(first.stop()).isLessThan(2_000);
        assertThat(first.completed()).isZero();
      }
      try (NodeProcess second = new NodeProcess(flux.uri(), directory)) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(second.jobs()).isEqualTo(jobs));
        assertThat(witness.lines()).containsExactlyInAnyOrderElementsOf(begun);
        gate.open(JOBS);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(second.completed()).isEqualTo(JOBS));
        assertThat(second.jobs()).isEmpty();
      }
    }
    assertThat(jobs).allMatch(job -> flux.jobs().result(JobId.parse(job)).isSuccess());
    List<String> all = new ArrayList<>(begun);
    names.forEach(name -> all.add(name + " ends"));
    assertThat(witness.lines()).containsExactlyInAnyOrderElementsOf(all);
  }
}
