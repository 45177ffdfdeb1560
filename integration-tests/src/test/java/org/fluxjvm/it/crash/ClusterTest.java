package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.scheduler.RunState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three schedulers on one PostgreSQL, of which one is killed and one stands still for too long. */
@EnabledIfFlux
@Timeout(120)
class ClusterTest {
  private static final String NAME = "cluster";

  @TempDir Path directory;
  private final FluxInstance flux = FluxInstance.builder().cores(8).start();
  private final Store store = Store.postgres();
  private final List<String> fired = new ArrayList<>();
  private Witness witness;
  private SchedulerSettings settings;

  @BeforeEach
  void settings() {
    witness = new Witness(directory);
    settings = SchedulerSettings.of(NAME, store, flux.uri(), witness);
  }

  @AfterEach
  void end() {
    flux.close();
  }

  @Test
  void the_runs_of_a_node_that_is_gone_or_stands_still_are_adopted_and_end_once() {
    try (SchedulerProcess gone = SchedulerProcess.start(settings.inCluster("gone"));
        SchedulerProcess still = SchedulerProcess.begin(settings.inCluster("still"));
        SchedulerProcess adopting = SchedulerProcess.begin(settings.inCluster("adopting"))) {
      still.await("ready");
      adopting.await("ready");
      String killed = runOn(gone);
      String paused = runOn(still);

      still.pause();
      gone.kill();
      adopting.await("+ " + killed);
      adopting.await("+ " + paused);
      fired.forEach(witness::open);
      adopting.await(killed + " completed");
      adopting.await(paused + " completed");
      still.resume();
      still.await(paused + " completed");
      still.awaitLog("its completion is dropped here");
      still.stop();
      adopting.stop();
    }
    assertThat(witness.lines()).containsExactlyInAnyOrderElementsOf(fired);
    for (String name : fired) {
      assertThat(store.run(NAME, name).state()).isInstanceOf(RunState.Done.class);
    }
  }

  /** Any node may fire what one of them stores, and mostly it is that. */
  private String runOn(SchedulerProcess node) {
    for (int i = 0; i < 20; i++) {
      String name = "job" + fired.size();
      fired.add(name);
      witness.shut(name);
      node.fire(name);
      await().atMost(Duration.ofSeconds(20)).until(() -> witness.count(name) == 1);
      if (node.told().contains("+ " + name)) {
        return name;
      }
    }
    throw new AssertionError("another node fires everything");
  }
}
