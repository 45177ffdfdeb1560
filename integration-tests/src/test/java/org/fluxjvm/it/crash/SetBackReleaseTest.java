package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.fluxjvm.Flux;
import org.fluxjvm.it.Broker;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.scheduler.Janitor;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that is killed, and comes back with jobs that wait to start, as they were released, and
 * that have started and ended since. It would start them again by itself.
 */
@EnabledIfFlux
@Timeout(120)
class SetBackReleaseTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int CORES = 8;

  /** Ran without its scheduler. */
  private static final String LEFT = "left";

  /** Ran to its end, which the ledger has. */
  private static final String ENDED = "ended";

  @TempDir Path directory;

  @Test
  void what_was_released_before_the_kill_is_not_run_again() throws Exception {
    Witness witness = new Witness(directory);
    Database database = new Database(Store.h2(directory).url());
    database.keepOpen();
    RunLedger ledger = new JdbcLedger(database);
    Broker broker = Broker.restore(directory);
    try (Flux flux = Flux.open(broker.uri())) {
      startQueue(flux, false);
      JobId first = flux.jobs().submit(allCores(), SubmitOptions.DEFAULT.urgency(31));
      CountDownLatch released = new CountDownLatch(1);
      Engine gone =
          new Engine(flux, new StoppingLedger(ledger, "released", released).asLedger(), witness);
      Run left = gone.run(LEFT);
      released.await();
      gone.executor().detach();
      Engine.end(left);
      Run ended = new Engine(flux, ledger, witness).run(ENDED);
      await()
          .atMost(LIMIT)
          .until(
              () -> ledger.find(Engine.key(ENDED)).orElseThrow().state().word().equals("RELEASED"));
      broker.checkpoint();
      flux.jobs().cancel(first, "for now");
      startQueue(flux, true);
      assertThat(Engine.end(ended).isSuccess()).isTrue();
      await().atMost(LIMIT).until(() -> witness.count(LEFT) == 1);
      broker.kill();
      broker = Broker.restore(directory);
      await().atMost(LIMIT).until(() -> state(flux, first) == JobState.RUN);

      RunResult again = Engine.end(new Engine(flux, ledger, witness).run(LEFT));
      List<JobId> cancelled = new Janitor(flux, ledger, Engine.SCHEDULER).sweep();

      assertThat(again).isInstanceOf(RunResult.Uncertain.class);
      assertThat(cancelled).contains(ended.jobId().orElseThrow());
      for (Run run : List.of(left, ended)) {
        JobId job = run.jobId().orElseThrow();
        await().atMost(LIMIT).until(() -> state(flux, job) == JobState.INACTIVE);
      }
      assertThat(witness.lines()).containsExactlyInAnyOrder(LEFT, ENDED);
    } finally {
      broker.close();
      database.shutdown();
    }
  }

  /** Comes back too, and keeps the others waiting. */
  private static Jobspec allCores() {
    return JobspecV1.fromCommand(List.of("sleep", "60")).coresPerTask(CORES).build();
  }

  private static JobState state(Flux flux, JobId job) {
    return flux.jobs().get(job).orElseThrow().state();
  }

  private static void startQueue(Flux flux, boolean start) {
    flux.rpc(
        "job-manager.queue-start",
        Map.of("start", start, "reason", "a test", "all", false, "nocheckpoint", true));
  }
}
