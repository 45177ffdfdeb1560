package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunQuery;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.Timing;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;

class EngineTest {
  private static final CountDownLatch FIRED = new CountDownLatch(1);

  /** Says that it was fired. */
  public static final class Fired implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      FIRED.countDown();
    }
  }

  @Test
  void limits_reach_the_pool_and_the_submissions() throws Exception {
    Limits limits = new Limits(3, OptionalDouble.of(0.5), Duration.ofDays(1));
    try (Flux flux = Flux.open("embedded:");
        Engine engine = inMemory("limited", limits, flux)) {
      assertThat(engine.pool().getPoolSize()).isEqualTo(3);
      assertThat(engine.scheduler().getContext().getWrappedMap()).containsValue("0.5");
    }
  }

  @Test
  void a_firing_that_is_half_a_minute_late_is_no_misfire_in_memory_either() throws Exception {
    Limits limits = new Limits(3, OptionalDouble.empty(), Duration.ofDays(1));
    try (Flux flux = Flux.open("embedded:");
        Engine engine = inMemory("late", limits, flux)) {
      engine
          .scheduler()
          .scheduleJob(
              JobBuilder.newJob(Fired.class).build(),
              TriggerBuilder.newTrigger()
                  .startAt(Date.from(Instant.now().minusSeconds(30)))
                  .withSchedule(SimpleScheduleBuilder.repeatHourlyForever())
                  .build());
      engine.scheduler().start();

      assertThat(FIRED.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Engine inMemory(String name, Limits limits, Flux flux) {
    return new Engine(name, "one", new Store.Memory(), limits, flux, Timing.system());
  }

  /** A machine whose next hour is over when somebody says so. */
  private static Timing withHour(CompletableFuture<Void> hour) {
    return new Timing() {
      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public CompletableFuture<Void> after(Duration pause) {
        return pause.equals(Duration.ofHours(1)) && !hour.isDone()
            ? hour
            : Timing.system().after(pause);
      }
    };
  }

  private static RunRecord begin(JdbcLedger ledger, Instant due) {
    return ledger
        .claim(new RunKey("kept", "t", due, 0), "DEFAULT.j", new Owner("nobody", "0"))
        .run();
  }

  @Test
  void runs_that_were_over_before_the_time_of_keep_are_forgotten_after_an_hour(
      @TempDir Path directory) {
    Instant longAgo = Instant.now().minus(Duration.ofDays(3));
    Store.Database store =
        new Store.Database(
            "jdbc:h2:file:" + directory.resolve("db"), Optional.empty(), false, true);
    CompletableFuture<Void> hour = new CompletableFuture<>();
    Limits limits = new Limits(3, OptionalDouble.empty(), Duration.ofDays(2));
    try (Flux flux = Flux.open("embedded:");
        Engine engine = new Engine("kept", "one", store, limits, flux, withHour(hour));
        HikariDataSource source = Pool.open(store)) {
      JdbcLedger earlier = new JdbcLedger(source, "FLUX_", () -> longAgo);
      RunRecord old = begin(earlier, longAgo);
      earlier.close(
          old,
          new RunState.Done(new RunEnd(RunEnd.Outcome.COMPLETED, OptionalInt.of(0), "")),
          List.of());
      begin(new JdbcLedger(source), Instant.now());
      assertThat(engine.history().runs(RunQuery.latest("kept", 9))).hasSize(2);

      hour.complete(null);

      await()
          .untilAsserted(
              () ->
                  assertThat(engine.history().runs(RunQuery.latest("kept", 9)))
                      .singleElement()
                      .matches(run -> run.state() instanceof RunState.Intent));
    }
  }
}
