package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.junit.EnabledIfFlux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Schedulers that are shut down while jobs run leave them to the next ones. */
@EnabledIfFlux
@Timeout(240)
class RollingRestartTest {
  /** On demand as many as the reference asks for: each job is some processes. */
  private static final int JOBS = Crashes.all() ? 50 : 5;

  private static final List<String> NAMES =
      IntStream.range(0, JOBS).mapToObj(job -> "job" + job).toList();
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path directory;

  /** The schedulers of one store, one after the other. */
  private record Restarted(Witness witness, SchedulerSettings settings) {
    static Restarted on(Store store, String name, FluxInstance flux, Path directory) {
      try {
        Witness witness = new Witness(Files.createDirectory(directory.resolve(name)));
        NAMES.forEach(witness::shut);
        return new Restarted(witness, SchedulerSettings.of(name, store, flux.uri(), witness));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void assertAllRun() {
      await().atMost(LIMIT).until(() -> witness.lines().size() == JOBS);
    }

    void assertEachRanOnce() {
      assertThat(witness.lines()).containsExactlyInAnyOrderElementsOf(NAMES);
    }
  }

  @Test
  void jobs_that_run_during_a_restart_are_adopted_and_none_is_cancelled() {
    try (FluxInstance flux = FluxInstance.builder().cores(2 * JOBS).start()) {
      Restarted ram = Restarted.on(Store.ram(), "ram", flux, directory);
      Restarted h2 = Restarted.on(Store.h2(directory), "h2", flux, directory);
      try (SchedulerProcess one = SchedulerProcess.begin(ram.settings());
          SchedulerProcess two = SchedulerProcess.begin(h2.settings())) {
        for (SchedulerProcess first : List.of(one, two)) {
          first.await("ready");
          NAMES.forEach(first::fire);
        }
        ram.assertAllRun();
        h2.assertAllRun();
        assertThat(stop(one)).isLessThan(Duration.ofSeconds(2));
        assertThat(stop(two)).isLessThan(Duration.ofSeconds(2));
      }
      try (SchedulerProcess one = SchedulerProcess.begin(ram.settings());
          SchedulerProcess two = SchedulerProcess.begin(h2.settings())) {
        for (SchedulerProcess second : List.of(one, two)) {
          NAMES.forEach(name -> second.await("+ " + name));
        }
        NAMES.forEach(ram.witness()::open);
        NAMES.forEach(h2.witness()::open);
        for (SchedulerProcess second : List.of(one, two)) {
          NAMES.forEach(name -> second.await(name + " completed"));
        }
      }
      ram.assertEachRanOnce();
      h2.assertEachRanOnce();
    }
  }

  private static Duration stop(SchedulerProcess scheduler) {
    long begun = System.nanoTime();
    scheduler.stop();
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
