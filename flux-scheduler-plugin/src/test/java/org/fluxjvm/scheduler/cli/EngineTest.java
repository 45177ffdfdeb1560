package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.junit.jupiter.api.Test;
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
    Surroundings surroundings =
        new Surroundings(
            System.out, System.err, Map.of(), Path.of(""), Clock.systemUTC(), Optional::empty);
    return new Engine(name, "one", new Store.Memory(), limits, flux, surroundings);
  }
}
