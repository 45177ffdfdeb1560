package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.fluxjvm.Flux;
import org.fluxjvm.it.Broker;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.JobState;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.scheduler.MemoryLedger;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.RunState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is killed, and comes back with what its last checkpoint has. */
@EnabledIfFlux
@Timeout(90)
class RewoundBrokerTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String NAME = "rewound";

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

  private void killAndRestore() {
    broker.kill();
    broker = Broker.restore(directory);
  }

  /** A ledger that has the broker make a checkpoint before a state is put down. */
  private RunLedger checkpointBefore(String state) {
    return LedgerHook.before(
        ledger,
        to -> {
          if (to.equals(state)) {
            broker.checkpoint();
          }
        });
  }

  /** Runs until a state is put down, and leaves it there as a crash would. */
  private void leaveAfter(String state, RunLedger putDown) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    Engine engine =
        new Engine(flux, new StoppingLedger(putDown, state, reached).asLedger(), witness);
    Run run = engine.run(NAME);
    reached.await();
    engine.executor().detach();
    assertThat(Engine.end(run)).isInstanceOf(RunResult.Detached.class);
  }

  private void awaitStart() {
    await().atMost(LIMIT).until(() -> witness.count(NAME) > 0);
  }

  private RunState state() {
    return ledger.find(Engine.key(NAME)).orElseThrow().state();
  }

  /** None is left that could run later. */
  private void assertNothingIsLeft() {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(flux.jobs().list(JobQuery.mine().states(JobState.ACTIVE))).isEmpty());
  }

  @Test
  void a_run_that_was_set_back_to_held_while_it_is_followed_is_uncertain() throws Exception {
    witness.shut(NAME);
    Engine engine = new Engine(flux, checkpointBefore("releasing"), witness);
    Run run = engine.run(NAME);
    engine.awaitStart(NAME);

    killAndRestore();

    assertThat(Engine.end(run)).isInstanceOf(RunResult.Uncertain.class);
    assertThat(state()).isInstanceOf(RunState.Uncertain.class);
    assertNothingIsLeft();
    assertThat(witness.count(NAME)).isOne();
  }

  @Test
  void a_run_that_was_set_back_while_nobody_followed_it_is_uncertain() throws Exception {
    witness.shut(NAME);
    leaveAfter("running", checkpointBefore("releasing"));
    awaitStart();

    killAndRestore();

    Run run = new Engine(flux, ledger, witness).run(NAME);
    assertThat(Engine.end(run)).isInstanceOf(RunResult.Uncertain.class);
    assertNothingIsLeft();
    assertThat(witness.count(NAME)).isOne();
  }

  @Test
  void a_job_that_is_held_though_its_release_was_put_down_is_uncertain_on_another_broker()
      throws Exception {
    leaveAfter("releasing", checkpointBefore("releasing"));

    killAndRestore();

    Run run = new Engine(flux, ledger, witness).run(NAME);
    assertThat(Engine.end(run)).isInstanceOf(RunResult.Uncertain.class);
    assertNothingIsLeft();
    assertThat(witness.count(NAME)).isZero();
  }

  @Test
  void a_job_that_was_put_down_as_held_is_replaced_and_run_once() throws Exception {
    leaveAfter("held", checkpointBefore("held"));

    killAndRestore();

    Run run = new Engine(flux, ledger, witness).run(NAME);
    assertThat(Engine.end(run).isSuccess()).isTrue();
    assertNothingIsLeft();
    assertThat(witness.count(NAME)).isOne();
  }

  @Test
  void a_job_that_the_broker_lost_before_its_release_is_replaced_and_run_once() throws Exception {
    leaveAfter("held", ledger);

    killAndRestore();

    Run run = new Engine(flux, ledger, witness).run(NAME);
    assertThat(Engine.end(run).isSuccess()).isTrue();
    assertThat(witness.count(NAME)).isOne();
  }

  @Test
  void a_job_that_the_broker_lost_after_its_release_is_uncertain() throws Exception {
    witness.shut(NAME);
    leaveAfter("running", ledger);
    awaitStart();

    killAndRestore();

    Run run = new Engine(flux, ledger, witness).run(NAME);
    assertThat(Engine.end(run)).isInstanceOf(RunResult.Uncertain.class);
    assertThat(witness.count(NAME)).isOne();
  }

  @Test
  void what_is_fired_while_the_broker_is_gone_waits_for_it_and_runs_once() throws Exception {
    Engine engine = new Engine(flux, ledger, witness);
    broker.close();
    List<Run> runs = List.of(engine.run("first"), engine.run("second"), engine.run("third"));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(runs.getFirst().waiting()).contains("does not answer"));

    broker = Broker.restore(directory);

    for (Run run : runs) {
      assertThat(Engine.end(run).isSuccess()).isTrue();
    }
    assertThat(witness.lines()).containsExactlyInAnyOrder("first", "second", "third");
  }

  @Test
  void a_job_that_runs_while_the_broker_is_shut_down_is_not_run_again() throws Exception {
    Engine engine = new Engine(flux, ledger, witness);
    witness.shut(NAME);
    Run run = engine.run(NAME);
    engine.awaitStart(NAME);

    broker.close(); // this cancels what runs
    broker = Broker.restore(directory);

    Engine.end(run);
    assertThat(state()).isInstanceOf(RunState.Closed.class);
    assertThat(witness.count(NAME)).isOne();
  }
}
