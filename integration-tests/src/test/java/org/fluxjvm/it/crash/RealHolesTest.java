package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.scheduler.FluxLedger;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.MemoryLedger;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a real instance has: queues that are closed, jobs that are forgotten, services. */
@EnabledIfFlux
@Timeout(60)
class RealHolesTest {
  private static FluxInstance instance;

  @TempDir Path directory;

  /** Of the run: the instance remembers those of the other tests. */
  private String name = "";

  private final MemoryLedger ledger = new MemoryLedger(InstantSource.system());
  private Witness witness;
  private Flux flux;
  private Engine engine;

  @BeforeAll
  static void start() {
    instance = FluxInstance.builder().cores(8).start();
  }

  @AfterAll
  static void end() {
    instance.close();
  }

  @BeforeEach
  void open(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
    witness = new Witness(directory);
    flux = instance.open();
    engine = new Engine(flux, ledger, witness);
  }

  @AfterEach
  void close() {
    flux.close();
  }

  private void startQueue(boolean start) {
    flux.rpc(
        "job-manager.queue-start",
        Map.of("start", start, "reason", "a test", "all", false, "nocheckpoint", true));
  }

  private void enableQueue(boolean enable) {
    flux.rpc(
        "job-manager.queue-enable", Map.of("enable", enable, "reason", "repairs", "all", false));
  }

  @Test
  void a_stopped_queue_keeps_a_released_job_waiting() throws Exception {
    startQueue(false);
    Run run = engine.run(name);
    await().until(() -> run.state() == JobState.SCHED);

    startQueue(true);

    assertThat(Engine.end(run).isSuccess()).isTrue();
    assertThat(witness.lines()).containsExactly(name);
  }

  @Test
  void a_disabled_queue_is_waited_for() throws Exception {
    enableQueue(false);
    Run run = engine.run(name);
    await().until(() -> run.waiting().contains("repairs"));

    enableQueue(true);

    assertThat(Engine.end(run).isSuccess()).isTrue();
    assertThat(witness.lines()).containsExactly(name);
  }

  @Test
  void an_operators_hold_after_the_release_stands() throws Exception {
    startQueue(false);
    Run left = engine.run(name);
    await().until(() -> left.state() == JobState.SCHED && left.jobId().isPresent());
    JobId job = left.jobId().orElseThrow();
    flux.jobs().eventWait(job, "urgency");
    await()
        .until(() -> ledger.find(Engine.key(name)).orElseThrow().state().word().equals("RELEASED"));
    flux.jobs().setUrgency(job, 0);
    engine.executor().detach();
    Engine.end(left);

    Run adopted = new Engine(flux, ledger, witness).run(name);
    startQueue(true);
    flux.jobs().result(flux.jobs().submit(JobspecV1.fromCommand(List.of("true")).build()));

    assertThat(witness.lines()).isEmpty();
    assertThat(adopted.result()).isNotDone();
    flux.jobs().setUrgency(job, 16);
    assertThat(Engine.end(adopted).isSuccess()).isTrue();
    assertThat(witness.lines()).containsExactly(name);
  }

  @Test
  void a_job_that_was_forgotten_before_its_end_was_read_is_uncertain() throws Exception {
    witness.shut(name);
    Run left = engine.run(name);
    engine.awaitStart(name);
    await()
        .until(() -> ledger.find(Engine.key(name)).orElseThrow().state().word().equals("RUNNING"));
    engine.executor().detach();
    Engine.end(left);
    witness.open(name);
    flux.jobs().result(left.jobId().orElseThrow());
    Map<String, Object> all = Map.of("age_limit", 0.0, "num_limit", 0, "batch", 100, "force", true);
    await().until(() -> flux.rpc("job-manager.purge", all).path("count").asInt() == 0);

    RunResult result = Engine.end(new Engine(flux, ledger, witness).run(name));

    assertThat(result).isInstanceOf(RunResult.Uncertain.class);
    assertThat(witness.lines()).containsExactly(name);
  }

  @Test
  void a_second_scheduler_of_the_same_name_is_refused_without_a_database() {
    FluxLedger.open(flux, "nightly", InstantSource.system());
    try (Flux other = instance.open()) {
      assertThatThrownBy(() -> FluxLedger.open(other, "nightly", InstantSource.system()))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("nightly");

      flux.close(); // as it is when its process is killed

      await()
          .ignoreExceptionsInstanceOf(LedgerException.class)
          .untilAsserted(() -> FluxLedger.open(other, "nightly", InstantSource.system()));
    }
  }

  @Test
  void a_lease_that_is_renewed_is_never_given_up_meanwhile() throws Exception {
    FluxLedger ours = FluxLedger.open(flux, "nightly", InstantSource.system());
    AtomicBoolean over = new AtomicBoolean();
    try (Flux other = instance.open();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Integer> taken = threads.submit(() -> tryToTake(other, ours.identity(), over));

      for (int renewal = 0; renewal < 500; renewal++) {
        ours.keep();
      }

      over.set(true);
      assertThat(taken.get()).isZero();
    }
  }

  /** How often a service could be registered that another has. */
  private static int tryToTake(Flux flux, String service, AtomicBoolean over) {
    int taken = 0;
    while (!over.get()) {
      try {
        flux.rpc("service.add", Map.of("service", service));
        taken++;
        flux.rpc("service.remove", Map.of("service", service));
      } catch (FluxException e) {
        assertThat(e.errno()).isEqualTo(Errno.EEXIST);
      }
    }
    return taken;
  }

  @Test
  void a_lease_that_went_with_a_connection_is_taken_again_unless_another_has_it() {
    FluxLedger ours = FluxLedger.open(flux, "nightly", InstantSource.system());
    ours.keep();
    ours.close(); // the registration is gone, as after a restart of the broker
    try (Flux other = instance.open()) {
      ours.keep();
      assertThatThrownBy(() -> FluxLedger.open(other, "nightly", InstantSource.system()))
          .isInstanceOf(LedgerException.class);

      ours.close();
      FluxLedger theirs = FluxLedger.open(other, "nightly", InstantSource.system());
      assertThatThrownBy(ours::keep)
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("another scheduler");
      theirs.keep();
    }
  }
}
