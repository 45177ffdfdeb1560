package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunQuery;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.Trigger.CompletedExecutionInstruction;
import org.quartz.TriggerKey;
import org.quartz.listeners.TriggerListenerSupport;

/** A job that does not say what to run, in a store that keeps it. */
class UnbuildableFiringTest {
  private static final String NAME = "unbuildable";
  private static final String FIRED = "SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path dir;

  private static final class Completed extends TriggerListenerSupport {
    private final CompletableFuture<TriggerKey> first;

    Completed(CompletableFuture<TriggerKey> first) {
      this.first = first;
    }

    @Override
    public String getName() {
      return "completed";
    }

    @Override
    public void triggerComplete(
        Trigger trigger, JobExecutionContext context, CompletedExecutionInstruction instruction) {
      first.complete(trigger.getKey());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.fluxjvm.scheduler.quartz.OtherJobStoreTX",
        "org.fluxjvm.scheduler.quartz.FluxJobStoreTX",
        "org.fluxjvm.scheduler.quartz.FluxJobStoreCMT"
      })
  void a_firing_that_cannot_be_built_is_over_at_once_and_its_listeners_hear_why(String store)
      throws Exception {
    String url = "jdbc:h2:file:" + dir.resolve("quartz") + ";DB_CLOSE_DELAY=-1";
    H2Connections.createTables(url);
    Scheduler scheduler =
        Schedulers.create(
            Schedulers.onFlux("embedded:unbuildable", NAME, Schedulers.stored(store, url)));
    scheduler.start();
    Firings firings = new Firings();
    CompletableFuture<TriggerKey> completed = new CompletableFuture<>();
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.getListenerManager().addTriggerListener(new Completed(completed));

    scheduler.scheduleJob(
        Schedulers.shell("wrong", "echo {{fire.unknown}}"), Schedulers.now("once"));

    assertThat(firings.next().error()).hasMessageContaining("fire.unknown");
    assertThat(completed).succeedsWithin(LIMIT).isEqualTo(new TriggerKey("once"));
    await().until(() -> Schedulers.rows(FIRED) == 0);
    assertThat(scheduler.checkExists(new TriggerKey("once"))).isFalse();
    RunRecord run =
        new JdbcLedger(new QuartzDataSource("h2"))
            .history()
            .runs(RunQuery.latest(NAME, 1))
            .getFirst();
    assertThat(run.state())
        .isInstanceOfSatisfying(
            RunState.Done.class,
            done -> {
              assertThat(done.end().outcome()).isEqualTo(RunEnd.Outcome.FAILED);
              assertThat(done.end().note()).contains("fire.unknown");
            });
    scheduler.shutdown(true);
  }
}
