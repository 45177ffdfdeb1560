package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.scheduler.FluxLedger;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.Run;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A scheduler without a database, whose connection is cut while the broker lives on. */
@EnabledIfFlux
@Timeout(90)
class CutConnectionTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static FluxInstance instance;

  @TempDir Path directory;
  private SocketProxy proxy;
  private Flux flux;
  private FluxLedger ledger;

  @BeforeAll
  static void start() {
    instance = FluxInstance.builder().cores(8).start();
  }

  @AfterAll
  static void end() {
    instance.close();
  }

  @BeforeEach
  void open() {
    proxy = SocketProxy.of(instance.uri(), directory);
    flux = Flux.open(proxy.uri());
    ledger = FluxLedger.open(flux, Engine.SCHEDULER, InstantSource.system());
  }

  @AfterEach
  void close() {
    ledger.close();
    flux.close();
    proxy.close();
  }

  @Test
  void what_another_scheduler_of_its_name_may_fire_by_now_is_not_begun() {
    try (Flux direct = instance.open();
        FluxLedger others = takenWhileCut(direct)) {
      assertThat(others.open(Engine.SCHEDULER)).isEmpty();

      assertThatThrownBy(
              () -> ledger.claim(Engine.key("any"), Engine.JOB, new Owner("node", "firing")))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("another scheduler");
    }
  }

  @Test
  void what_it_holds_is_not_released_beside_another_scheduler_of_its_name() throws Exception {
    Witness witness = new Witness(directory);
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Engine engine =
        new Engine(
            flux,
            LedgerHook.before(
                ledger,
                to -> {
                  if (to.equals("releasing")) {
                    reached.countDown();
                    awaitQuietly(free);
                  }
                }),
            witness);
    Run run = engine.run("held");
    reached.await();
    try (Flux direct = instance.open();
        FluxLedger others = takenWhileCut(direct)) {
      assertThat(others.open(Engine.SCHEDULER)).hasSize(1);

      free.countDown();

      await().atMost(LIMIT).until(() -> run.waiting().contains("another scheduler"));
      assertThat(witness.lines()).isEmpty();
      engine.executor().detach();
      Engine.end(run);
    }
  }

  @Test
  void it_goes_on_if_nobody_has_come_in_between() throws Exception {
    proxy.cut();
    proxy.mend();

    Run run = new Engine(flux, ledger, new Witness(directory)).run("after");

    assertThat(Engine.end(run).isSuccess()).isTrue();
    try (Flux direct = instance.open()) {
      assertThatThrownBy(
              () -> FluxLedger.open(direct, Engine.SCHEDULER, InstantSource.system()).close())
          .isInstanceOf(LedgerException.class);
    }
  }

  /** The ledger of another scheduler, which has begun while this one could not know of it. */
  private FluxLedger takenWhileCut(Flux direct) {
    proxy.cut();
    FluxLedger taken =
        await()
            .atMost(LIMIT)
            .ignoreExceptionsInstanceOf(LedgerException.class)
            .until(
                () -> FluxLedger.open(direct, Engine.SCHEDULER, InstantSource.system()),
                opened -> true);
    proxy.mend();
    return taken;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
