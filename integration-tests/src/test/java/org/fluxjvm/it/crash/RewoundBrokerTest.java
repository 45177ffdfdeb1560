package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.it.Broker;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Lookup;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.scheduler.FluxLedger;
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
  private JobId leaveAfter(String state, RunLedger putDown) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    Engine engine =
        new Engine(flux, new StoppingLedger(putDown, state, reached).asLedger(), witness);
    Run run = engine.run(NAME);
    reached.await();
    engine.executor().detach();
    assertThat(Engine.end(run)).isInstanceOf(RunResult.Detached.class);
    return run.jobId().orElseThrow();
  }

  private void awaitStart() {
    await().atMost(LIMIT).until(() -> witness.count(NAME) > 0);
  }

  private RunState state() {
    return ledger.find(Engine.key(NAME)).orElseThrow().state();
  }

  /** A job that is forgotten or over does not run later. */
  private void assertCannotRun(JobId job) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              try {
                assertThat(flux.jobs().lookup(job, Lookup.of("eventlog").base()).path("eventlog"))
                    .asString()
                    .contains("clean");
              } catch (FluxException e) {
                assertThat(e.errno()).isEqualTo(Errno.ENOENT);
              }
            });
  }

  @Test
  void a_run_that_was_set_back_to_held_while_it_is_followed_is_uncertain() throws Exception {
    witness.shut(NAME);
    Engine engine = new Engine(flux, checkpointBefore("releasing"), witness);
    Run run = engine.run(NAME);
    engine.awaitStart(NAME);
    JobId job = run.jobId().orElseThrow();

    killAndRestore();

    assertThat(Engine.end(run)).isInstanceOf(RunResult.Uncertain.class);
    assertThat(state()).isInstanceOf(RunState.Uncertain.class);
    assertCannotRun(job);
    assertThat(witness.count(NAME)).isOne();
  }

  @Test
  void a_run_that_was_set_back_while_nobody_followed_it_is_uncertain() throws Exception {
    witness.shut(NAME);
    JobId job = leaveAfter("running", checkpointBefore("releasing"));
    awaitStart();

    killAndRestore();

    Run run = new Engine(flux, ledger, witness).run(NAME);
    assertThat(Engine.end(run)).isInstanceOf(RunResult.Uncertain.class);
    assertCannotRun(job);
    assertThat(witness.count(NAME)).isOne();
  }

  @Test
  void a_job_that_is_held_though_its_release_was_put_down_is_uncertain_on_another_broker()
      throws Exception {
    JobId job = leaveAfter("releasing", checkpointBefore("releasing"));

    killAndRestore();

    Run run = new Engine(flux, ledger, witness).run(NAME);
    assertThat(Engine.end(run)).isInstanceOf(RunResult.Uncertain.class);
    assertCannotRun(job);
    assertThat(witness.count(NAME)).isLessThan(2);
  }

  @Test
  void a_job_that_was_put_down_as_held_is_replaced_and_run_once() throws Exception {
    JobId job = leaveAfter("held", checkpointBefore("held"));

    killAndRestore();

    Run run = new Engine(flux, ledger, witness).run(NAME);
    assertThat(Engine.end(run).isSuccess()).isTrue();
    assertCannotRun(job);
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
  void a_broker_that_is_replaced_while_the_release_is_put_down_is_not_asked_for_it()
      throws Exception {
    AtomicBoolean replaced = new AtomicBoolean();
    RunLedger replacing =
        LedgerHook.before(
            ledger,
            to -> {
              if (to.equals("releasing") && replaced.compareAndSet(false, true)) {
                killAndRestore();
              }
            });

    Run run = new Engine(flux, replacing, witness).run(NAME);

    assertThat(Engine.end(run).isSuccess()).isTrue();
    assertThat(run.attempt().submission()).isEqualTo(2);
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
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(runs.getFirst().waiting()).contains("does not answer"));

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

  @Test
  void a_run_whose_job_is_restored_as_running_is_uncertain() throws Exception {
    witness.shut(NAME);
    Engine engine = new Engine(flux, ledger, witness);
    Run run = engine.run(NAME);
    engine.awaitStart(NAME);
    broker.checkpoint();

    killAndRestore();

    assertThat(Engine.end(run)).isInstanceOf(RunResult.Uncertain.class);
    assertThat(witness.count(NAME)).isOne();
  }

  @Test
  void without_a_database_a_job_that_was_set_back_to_held_is_uncertain_to_the_next_scheduler()
      throws Exception {
    witness.shut(NAME);
    CountDownLatch reached = new CountDownLatch(1);
    FluxLedger jobs = FluxLedger.open(flux, Engine.SCHEDULER, InstantSource.system());
    RunLedger checkpointing =
        LedgerHook.before(
            jobs,
            to -> {
              if (to.equals("releasing")) {
                broker.checkpoint();
              }
            });
    Engine engine =
        new Engine(flux, new StoppingLedger(checkpointing, "running", reached).asLedger(), witness);
    Run left = engine.run(NAME);
    reached.await();
    awaitStart();
    engine.executor().detach();
    Engine.end(left);

    killAndRestore();
    FluxLedger readBack = FluxLedger.open(flux, Engine.SCHEDULER, InstantSource.system());
    Run run = new Engine(flux, readBack, witness).run(NAME);

    assertThat(Engine.end(run)).isInstanceOf(RunResult.Uncertain.class);
    assertCannotRun(left.jobId().orElseThrow());
    assertThat(witness.count(NAME)).isOne();
  }
}
