package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
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
      List<Restarted> all = new ArrayList<>();
      stores().forEach((name, store) -> all.add(Restarted.on(store, name, flux, directory)));
      restart(all, this::fireAll);
      restart(all, this::adoptAll);
      all.forEach(Restarted::assertEachRanOnce);
    }
  }

  private Map<String, Store> stores() {
    Map<String, Store> stores = new LinkedHashMap<>();
    stores.put("ram", Store.ram());
    stores.put("h2", Store.h2(directory));
    if (Crashes.all()) {
      stores.put("postgres", Store.postgres());
    }
    return stores;
  }

  private static void restart(List<Restarted> all, BiConsumer<Restarted, SchedulerProcess> work) {
    List<SchedulerProcess> begun =
        all.stream().map(one -> SchedulerProcess.begin(one.settings())).toList();
    try {
      begun.forEach(scheduler -> scheduler.await("ready"));
      for (int i = 0; i < begun.size(); i++) {
        work.accept(all.get(i), begun.get(i));
      }
      begun.forEach(scheduler -> assertThat(stop(scheduler)).isLessThan(Duration.ofSeconds(2)));
    } finally {
      begun.forEach(SchedulerProcess::close);
    }
  }

  private void fireAll(Restarted restarted, SchedulerProcess scheduler) {
    NAMES.forEach(scheduler::fire);
    restarted.assertAllRun();
  }

  private void adoptAll(Restarted restarted, SchedulerProcess scheduler) {
    NAMES.forEach(name -> scheduler.await("+ " + name));
    NAMES.forEach(restarted.witness()::open);
    NAMES.forEach(name -> scheduler.await(name + " completed"));
  }

  private static Duration stop(SchedulerProcess scheduler) {
    long begun = System.nanoTime();
    scheduler.stop();
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
