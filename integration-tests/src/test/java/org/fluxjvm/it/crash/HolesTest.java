package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.scheduler.Janitor;
import org.fluxjvm.scheduler.MemoryLedger;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.Placement;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.Timing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Others that have a hand in it: operators, clocks, janitors, and who cancels early. */
@Timeout(60)
class HolesTest {
  private static final String NAME = "hole";

  @TempDir Path directory;
  private final Flux flux = Flux.open("embedded:?cores=8");
  private final MemoryLedger ledger = new MemoryLedger(InstantSource.system());

  private Witness witness() {
    return new Witness(directory);
  }

  @AfterEach
  void close() {
    flux.close();
  }

  private JobId strangersJob() {
    return flux.jobs()
        .submit(witness().jobspec("stranger"), SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD));
  }

  /** Puts down that a run has the job of that id, as before the broker began its ids anew. */
  private void putDown(String state, JobId job) {
    Placement at = new Placement(job, "an earlier start", flux.uri());
    RunRecord run =
        ledger.claim(Engine.key(NAME), Engine.JOB, new Owner("earlier", "firing")).run();
    List<RunState.Open> states =
        List.of(
            new RunState.Held(at),
            new RunState.Releasing(at),
            new RunState.Released(at),
            new RunState.Running(at));
    for (RunState.Open next : states) {
      run = ledger.advance(run, next).orElseThrow();
      if (next.word().equals(state)) {
        return;
      }
    }
  }

  private void assertUntouched(JobId stranger) {
    assertThat(flux.jobs().get(stranger).orElseThrow().state()).isEqualTo(JobState.SCHED);
    assertThat(flux.jobs().get(stranger).orElseThrow().urgency()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HELD", "RELEASING", "RELEASED", "RUNNING"})
  void a_strangers_job_of_the_same_id_is_neither_released_nor_cancelled(String state)
      throws Exception {
    JobId stranger = strangersJob();
    putDown(state, stranger);

    RunResult result = Engine.end(new Engine(flux, ledger, witness()).run(NAME));

    assertUntouched(stranger);
    if (state.equals("HELD")) {
      assertThat(result.isSuccess()).isTrue();
      assertThat(witness().lines()).containsExactly(NAME);
    } else {
      assertThat(result).isInstanceOf(RunResult.Uncertain.class);
      assertThat(witness().lines()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HELD", "RELEASING", "RELEASED", "RUNNING"})
  void a_strangers_job_of_the_same_id_is_not_cancelled_with_the_run(String state) throws Exception {
    JobId stranger = strangersJob();
    putDown(state, stranger);
    Engine engine = new Engine(flux, ledger, witness());

    engine.executor().cancel(Engine.key(NAME), "no longer needed");
    Engine.end(engine.run(NAME));
    JobId later = strangersJob(); // what was asked of Flux before has been done

    assertUntouched(later);
    assertUntouched(stranger);
    assertThat(witness().lines()).isEmpty();
  }

  @Test
  void an_operator_who_raises_the_held_job_has_it_run_once() throws Exception {
    CompletableFuture<Engine> engine = new CompletableFuture<>();
    RunLedger raised = LedgerHook.before(ledger, to -> raise(to, engine.join()));
    engine.complete(new Engine(flux, raised, witness()));

    RunResult result = Engine.end(engine.join().run(NAME));

    assertThat(result.isSuccess()).isTrue();
    assertThat(witness().lines()).containsExactly(NAME);
  }

  private void raise(String to, Engine engine) {
    if (to.equals("held")) {
      flux.jobs().setUrgency(job(engine), 16);
      engine.awaitStart(NAME);
    }
  }

  private static JobId job(Engine engine) {
    return engine.executor().active().iterator().next().jobId().orElseThrow();
  }

  @Test
  void a_held_orphan_that_an_operator_raises_is_adopted() throws Exception {
    CountDownLatch submitted = new CountDownLatch(1);
    Engine first =
        new Engine(flux, new StoppingLedger(ledger, "held", submitted).asLedger(), witness());
    Run left = first.run(NAME);
    submitted.await();
    first.executor().detach();
    Engine.end(left);
    flux.jobs().setUrgency(left.jobId().orElseThrow(), 16);
    first.awaitStart(NAME);

    RunResult result = Engine.end(new Engine(flux, ledger, witness()).run(NAME));

    assertThat(result.isSuccess()).isTrue();
    assertThat(witness().lines()).containsExactly(NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"held", "releasing"})
  void a_run_that_is_cancelled_before_a_step_to_its_release_never_starts(String step)
      throws Exception {
    CompletableFuture<Engine> engine = new CompletableFuture<>();
    RunLedger cancelling =
        LedgerHook.before(
            ledger,
            to -> {
              if (to.equals(step)) {
                engine.join().executor().cancel(Engine.key(NAME), "no longer needed");
              }
            });
    engine.complete(new Engine(flux, cancelling, witness()));

    RunResult result = Engine.end(engine.join().run(NAME));

    assertThat(result.word()).isEqualTo("canceled");
    await()
        .untilAsserted(
            () -> assertThat(flux.jobs().list(JobQuery.mine().states(JobState.ACTIVE))).isEmpty());
    assertThat(witness().lines()).isEmpty();
  }

  @Test
  void a_janitor_leaves_what_is_being_submitted() throws Exception {
    Janitor janitor = new Janitor(flux, ledger, Engine.SCHEDULER);
    Engine engine = new Engine(flux, ledger, witness());
    AtomicBoolean over = new AtomicBoolean();
    List<JobId> swept = new ArrayList<>();
    Thread sweeping =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!over.get()) {
                    swept.addAll(janitor.sweep());
                  }
                });

    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      runs.add(engine.run(NAME + i));
    }
    for (Run run : runs) {
      assertThat(Engine.end(run).isSuccess()).isTrue();
    }
    over.set(true);
    sweeping.join();

    assertThat(swept).isEmpty();
    assertThat(witness().lines()).hasSize(20).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {-5, 5})
  void a_clock_that_is_moved_by_hours_loses_nothing_and_repeats_nothing(int hours)
      throws Exception {
    AtomicInteger off = new AtomicInteger();
    Timing timing = Timing.of(() -> Instant.now().plus(Duration.ofHours(off.get())));
    RunLedger moved = LedgerHook.before(ledger, to -> off.addAndGet(hours));
    witness().shut(NAME);
    Engine first = new Engine(flux, moved, witness(), timing);
    Run left = first.run(NAME);
    first.awaitStart(NAME);
    first.executor().detach();
    Engine.end(left);
    Run adopted = new Engine(flux, moved, witness(), timing).run(NAME);
    witness().open(NAME);

    assertThat(Engine.end(adopted).isSuccess()).isTrue();
    assertThat(witness().lines()).containsExactly(NAME);
  }

  @Test
  void of_two_that_follow_a_run_one_puts_its_end_down_and_both_are_told_it() throws Exception {
    witness().shut(NAME);
    Engine first = new Engine(flux, ledger, witness());
    Run stale = first.run(NAME);
    first.awaitStart(NAME);
    Run owner = new Engine(flux, ledger, witness()).run(NAME);
    await().until(() -> ledger.find(Engine.key(NAME)).orElseThrow().epoch() > 1);

    witness().open(NAME);

    assertThat(Engine.end(owner)).isInstanceOf(RunResult.Ended.class);
    assertThat(Engine.end(stale)).isInstanceOf(RunResult.Recorded.class);
    assertThat(witness().lines()).containsExactly(NAME);
  }
}
