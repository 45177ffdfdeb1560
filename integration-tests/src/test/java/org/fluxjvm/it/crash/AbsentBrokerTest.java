package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxjvm.Flux;
import org.fluxjvm.it.Broker;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.scheduler.MemoryLedger;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes, and comes back after a while. */
@EnabledIfFlux
@Timeout(90)
class AbsentBrokerTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String NAME = "absent";

  @TempDir Path directory;
  private final MemoryLedger ledger = new MemoryLedger(InstantSource.system());
  private Witness witness;
  private Broker broker;
  private Flux flux;

  @BeforeEach
  void open() {
    witness = new Witness(directory);
    broker = Broker.restore(directory);
    flux = Flux.open(broker.uri());
  }

  @AfterEach
  void close() {
    flux.close();
    broker.close();
  }

  @Test
  void what_runs_when_it_is_shut_down_is_not_run_again_and_what_is_fired_then_waits_and_runs_once()
      throws Exception {
    Engine engine = new Engine(flux, ledger, witness);
    witness.shut(NAME);
    Run run = engine.run(NAME);
    engine.awaitStart(NAME);

    broker.close(); // this cancels what runs
    List<Run> late = List.of(engine.run("first"), engine.run("second"), engine.run("third"));
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(late.getFirst().waiting()).contains("does not answer"));
    broker = Broker.restore(directory);

    for (Run waiting : late) {
      assertThat(Engine.end(waiting).isSuccess()).isTrue();
    }
    Engine.end(run);
    assertThat(ledger.find(Engine.key(NAME)).orElseThrow().state())
        .isInstanceOf(RunState.Closed.class);
    assertThat(witness.lines()).containsExactlyInAnyOrder(NAME, "first", "second", "third");
  }

  @Test
  void a_broker_that_is_replaced_while_the_release_is_put_down_is_not_asked_for_it()
      throws Exception {
    AtomicBoolean replaced = new AtomicBoolean();
    RunLedger replacing =
        LedgerHook.before(
            ledger,
            to -> {
              if (to.equals("releasing") && replaced.compareAndSet(false, true)) {
                broker.kill();
                broker = Broker.restore(directory);
              }
            });

    Run run = new Engine(flux, replacing, witness).run(NAME);

    assertThat(Engine.end(run).isSuccess()).isTrue();
    assertThat(run.attempt().submission()).isEqualTo(2);
    assertThat(witness.count(NAME)).isOne();
  }
}
