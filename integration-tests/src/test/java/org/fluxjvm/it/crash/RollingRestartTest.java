package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.junit.EnabledIfFlux;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scheduler that is shut down while jobs run leaves them to the next one. */
@EnabledIfFlux
@Timeout(180)
class RollingRestartTest {
  /** On demand as many as the reference asks for: each job is some processes. */
  private static final int JOBS = Crashes.all() ? 50 : 5;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"ram", "h2"})
  void jobs_that_run_during_a_restart_are_adopted_and_none_is_cancelled(String kind) {
    Store store = kind.equals("ram") ? Store.ram() : Store.h2(directory);
    Witness witness = new Witness(directory);
    List<String> names = IntStream.range(0, JOBS).mapToObj(i -> "job" + i).toList();
    names.forEach(witness::shut);
    try (FluxInstance flux = FluxInstance.builder().cores(64).start()) {
      SchedulerSettings settings = SchedulerSettings.of("rolling", store, flux.uri(), witness);
      try (SchedulerProcess first = SchedulerProcess.start(settings)) {
        names.forEach(first::fire);
        await().atMost(LIMIT).until(() -> witness.lines().size() == JOBS);

        long begun = System.nanoTime();
        first.stop();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(took).isLessThan(Duration.ofSeconds(2));
      }
      try (SchedulerProcess second = SchedulerProcess.start(settings)) {
        names.forEach(name -> second.await("+ " + name));
        names.forEach(witness::open);
        names.forEach(name -> second.await(name + " completed"));
      }
    }
    assertThat(witness.lines()).containsExactlyInAnyOrderElementsOf(names);
  }
}
