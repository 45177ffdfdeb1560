package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fluxjvm.Flux;
import org.fluxjvm.it.Broker;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.scheduler.FluxLedger;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.Timing;
import org.fluxjvm.scheduler.quartz.FluxRAMJobStore;
import org.fluxjvm.scheduler.quartz.FluxScheduling;
import org.fluxjvm.scheduler.quartz.FluxThreadPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;

/** A scheduler without a database, while whose connection was lost another has taken its name. */
@EnabledIfFlux
@Timeout(90)
class LostLeaseTest {
  private static final String NAME = "lease";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path directory;
  private final EndlessPauses pauses = new EndlessPauses();

  /** Waits that are over when a test says so. */
  private static final class EndlessPauses implements Timing {
    private final List<CompletableFuture<Void>> waits = new CopyOnWriteArrayList<>();

    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public CompletableFuture<Void> after(Duration pause) {
      CompletableFuture<Void> wait = new CompletableFuture<>();
      waits.add(wait);
      return wait;
    }

    void end() {
      waits.forEach(wait -> wait.complete(null));
    }
  }

  @Test
  void it_fires_nothing_any_more_and_runs_nothing() throws Exception {
    Witness witness = new Witness(directory);
    Broker first = Broker.start(directory);
    try (Flux flux = Flux.open(first.uri())) {
      FluxLedger ledger = FluxLedger.open(flux, NAME, InstantSource.system());
      Scheduler scheduler = scheduler();
      try (FluxScheduling scheduling =
          FluxScheduling.connect(
              scheduler,
              new FluxScheduling.Parts(
                  flux, ledger, Optional.empty(), Optional.empty(), pauses, LIMIT))) {
        scheduling.start();
        scheduler.start();
        first.kill();
        try (Broker second = Broker.start(directory);
            Flux other = Flux.open(second.uri());
            FluxLedger taken = FluxLedger.open(other, NAME, InstantSource.system())) {
          assertThat(taken.open(NAME)).isEmpty();

          pauses.end();

          await().atMost(LIMIT).until(scheduler::isInStandbyMode);
          Engine late = new Engine(scheduling.executor(), witness);
          assertThat(Engine.end(late.run("late"))).isInstanceOf(RunResult.Detached.class);
        }
      } finally {
        scheduler.shutdown(false);
      }
    } finally {
      first.close();
    }
    assertThat(witness.lines()).isEmpty();
  }

  private static Scheduler scheduler() throws SchedulerException {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", NAME);
    properties.put("org.quartz.threadPool.class", FluxThreadPool.class.getName());
    properties.put("org.quartz.jobStore.class", FluxRAMJobStore.class.getName());
    return new StdSchedulerFactory(properties).getScheduler();
  }
}
