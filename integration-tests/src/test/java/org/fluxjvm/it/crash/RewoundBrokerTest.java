package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.it.Broker;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Lookup;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.scheduler.FluxLedger;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A broker that is killed, and comes back with what its last checkpoint has: one kill for runs that
 * are at all points of the protocol, at the checkpoint and at the kill, with a database and
 * without. What ran is what the witness has.
 */
@EnabledIfFlux
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class RewoundBrokerTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Held at the checkpoint, and still at the kill. */
  private static final String STILL_HELD = "held at both";

  /** Held at the checkpoint, and at the kill the ledger has it that they may run. */
  private static final String RELEASING = "held, then put down to be released";

  private static final String RUNNING = "held, then left running";
  private static final String FOLLOWED = "held, then followed running";
  private static final String WITHOUT_DATABASE = "held, then left running without a database";

  private static final String RAN = "running at both";

  /** The checkpoint does not have their jobs. */
  private static final String LOST_HELD = "held after the checkpoint";

  private static final String LOST_RUNNING = "running after the checkpoint";

  private final CountDownLatch held = new CountDownLatch(4);
  private final CountDownLatch checkpoint = new CountDownLatch(1);
  private final Map<String, JobId> jobs = new HashMap<>();
  private final Map<String, RunResult> results = new HashMap<>();
  private Witness witness;
  private Database database;
  private RunLedger ledger;
  private Broker broker;
  private Flux flux;

  /** Released before the kill, so that nobody can tell what became of them. */
  static List<String> released() {
    return List.of(RELEASING, RUNNING, FOLLOWED, WITHOUT_DATABASE, RAN, LOST_RUNNING);
  }

  static List<String> unreleased() {
    return List.of(STILL_HELD, LOST_HELD);
  }

  /** Those of released jobs that the checkpoint has as held. */
  static List<String> setBack() {
    return List.of(RELEASING, RUNNING, FOLLOWED, WITHOUT_DATABASE);
  }

  /** A run that goes as far as it may, until it is left there as a crash would. */
  private record Begun(String name, Engine engine, Run run, CountDownLatch reached) {}

  @BeforeAll
  void crash(@TempDir Path directory) throws Exception {
    witness = new Witness(directory);
    database = new Database(Store.h2(directory).url());
    database.keepOpen();
    ledger = new JdbcLedger(database);
    broker = Broker.restore(directory);
    flux = Flux.open(broker.uri());
    Stream.of(RUNNING, FOLLOWED, WITHOUT_DATABASE, RAN, LOST_RUNNING).forEach(witness::shut);
    RunLedger jobsOnly = FluxLedger.open(flux, Engine.SCHEDULER, InstantSource.system());

    Run ran = new Engine(flux, ledger, witness).run(RAN);
    leave(begin(STILL_HELD, "held", ledger));
    List<Begun> begun =
        List.of(
            begin(RELEASING, "releasing", untilCheckpoint(ledger)),
            begin(RUNNING, "running", untilCheckpoint(ledger)),
            begin(WITHOUT_DATABASE, "running", untilCheckpoint(jobsOnly)));
    Run followed = new Engine(flux, untilCheckpoint(ledger), witness).run(FOLLOWED);
    held.await();
    awaitStart(RAN);
    broker.checkpoint();
    checkpoint.countDown();

    for (Begun run : begun) {
      leave(run);
    }
    leave(begin(LOST_HELD, "held", ledger));
    leave(begin(LOST_RUNNING, "running", ledger));
    Stream.of(RUNNING, FOLLOWED, WITHOUT_DATABASE, LOST_RUNNING).forEach(this::awaitStart);
    jobs.put(FOLLOWED, followed.jobId().orElseThrow());
    broker.kill();
    broker = Broker.restore(directory);

    RunLedger readBack = FluxLedger.open(flux, Engine.SCHEDULER, InstantSource.system());
    Map<String, Run> runs = new HashMap<>(Map.of(RAN, ran, FOLLOWED, followed));
    runs.put(WITHOUT_DATABASE, new Engine(flux, readBack, witness).run(WITHOUT_DATABASE));
    for (String name : List.of(STILL_HELD, RELEASING, RUNNING, LOST_HELD, LOST_RUNNING)) {
      runs.put(name, new Engine(flux, ledger, witness).run(name));
    }
    for (Map.Entry<String, Run> run : runs.entrySet()) {
      results.put(run.getKey(), Engine.end(run.getValue()));
    }
  }

  @AfterAll
  void close() throws Exception {
    flux.close();
    broker.close();
    database.shutdown();
  }

  /** A ledger that puts no release down before the broker has made a checkpoint. */
  private RunLedger untilCheckpoint(RunLedger putDown) {
    return LedgerHook.before(
        putDown,
        to -> {
          if (to.equals("releasing")) {
            held.countDown();
            awaitCheckpoint();
          }
        });
  }

  private void awaitCheckpoint() {
    try {
      checkpoint.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Begun begin(String name, String last, RunLedger putDown) {
    CountDownLatch reached = new CountDownLatch(1);
    Engine engine =
        new Engine(flux, new StoppingLedger(putDown, last, reached).asLedger(), witness);
    return new Begun(name, engine, engine.run(name), reached);
  }

  private void leave(Begun begun) throws Exception {
    begun.reached().await();
    begun.engine().executor().detach();
    assertThat(Engine.end(begun.run())).isInstanceOf(RunResult.Detached.class);
    jobs.put(begun.name(), begun.run().jobId().orElseThrow());
  }

  private void awaitStart(String name) {
    await().atMost(LIMIT).until(() -> witness.count(name) > 0);
  }

  @ParameterizedTest
  @MethodSource("released")
  void what_was_released_before_the_kill_is_uncertain_and_not_run_again(String name) {
    assertThat(results.get(name)).isInstanceOf(RunResult.Uncertain.class);
    assertThat(witness.count(name)).isLessThan(2);
  }

  @ParameterizedTest
  @MethodSource("released")
  void the_ledger_has_it_as_uncertain_too(String name) {
    if (!name.equals(WITHOUT_DATABASE)) {
      assertThat(ledger.find(Engine.key(name)).orElseThrow().state())
          .isInstanceOf(RunState.Uncertain.class);
    }
  }

  @ParameterizedTest
  @MethodSource("unreleased")
  void what_was_held_until_the_kill_is_replaced_and_run_once(String name) {
    assertThat(results.get(name)).matches(RunResult::isSuccess);
    assertThat(witness.count(name)).isOne();
  }

  @ParameterizedTest
  @MethodSource("setBack")
  void a_job_that_is_set_back_to_held_cannot_run_any_more(String name) {
    assertCannotRun(Objects.requireNonNull(jobs.get(name)));
  }

  @Test
  void the_job_that_was_replaced_cannot_run_any_more_either() {
    assertCannotRun(Objects.requireNonNull(jobs.get(STILL_HELD)));
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
}
