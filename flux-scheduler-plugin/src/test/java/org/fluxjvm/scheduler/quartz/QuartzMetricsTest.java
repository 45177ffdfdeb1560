package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;

/** Quartz alone, without Flux. */
class QuartzMetricsTest {
  private static final Duration OFTEN = Duration.ofMillis(50);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Scheduler scheduler;
  private QuartzMetrics metrics;

  @BeforeEach
  void start(TestInfo test) throws Exception {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", test.getDisplayName());
    properties.put("org.quartz.threadPool.threadCount", "4");
    scheduler = new StdSchedulerFactory(properties).getScheduler();
    metrics = QuartzMetrics.builder(scheduler).interval(OFTEN).build();
    metrics.bindTo(registry);
  }

  @AfterEach
  void stop() throws Exception {
    metrics.close();
    Gated.gate = new CountDownLatch(0);
    scheduler.shutdown(true);
  }

  @Test
  void firings_are_counted_and_timed_by_the_group_of_their_trigger() throws Exception {
    scheduler.start();
    scheduler.scheduleJob(job(Quick.class), times(3).withIdentity("often", "reports").build());

    await().until(() -> fired("reports") == 3);
    assertThat(registry.get("quartz.trigger.delay").tag("group", "reports").timer().count())
        .isEqualTo(3);
    assertThat(misfired("reports")).isZero();
  }

  @Test
  void a_job_that_asks_to_be_fired_again_at_once_is_one_firing() throws Exception {
    Refiring.REST.set(3);
    scheduler.start();
    scheduler.scheduleJob(job(Refiring.class), once("again"));

    await().until(() -> Refiring.REST.get() == 0);
    await().until(() -> scheduler.getCurrentlyExecutingJobs().isEmpty());
    assertThat(fired("DEFAULT")).isEqualTo(1);
  }

  @Test
  void a_firing_that_was_missed_is_counted() throws Exception {
    scheduler.scheduleJob(
        job(Quick.class),
        TriggerBuilder.newTrigger()
            .withIdentity("late")
            .startAt(Date.from(Instant.now().minusSeconds(7200)))
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule()
                    .withIntervalInHours(24)
                    .repeatForever()
                    .withMisfireHandlingInstructionNextWithRemainingCount())
            .build());
    scheduler.start();

    await().until(() -> misfired("DEFAULT") == 1);
    await().untilAsserted(() -> assertThat(next("DEFAULT.late")).isGreaterThan(seconds()));
  }

  @Test
  void it_is_known_when_a_trigger_fires_next_until_it_is_gone() throws Exception {
    Instant soon = Instant.now().plusSeconds(3600);
    scheduler.scheduleJob(job(Quick.class), at("later", soon));
    assertThat(next("DEFAULT.later")).isEqualTo(soon.toEpochMilli() / 1e3);

    Instant sooner = soon.minusSeconds(60);
    scheduler.rescheduleJob(new TriggerKey("later"), at("later", sooner));
    assertThat(next("DEFAULT.later")).isEqualTo(sooner.toEpochMilli() / 1e3);

    scheduler.unscheduleJob(new TriggerKey("later"));
    assertThat(registry.find("quartz.trigger.next.fire.time").meters()).isEmpty();
  }

  @Test
  void a_trigger_that_is_overdue_shows_it_unless_it_is_paused() throws Exception {
    Instant past = Instant.now().minusSeconds(5);
    scheduler.scheduleJob(job(Quick.class), at("overdue", past));
    assertThat(next("DEFAULT.overdue")).isLessThan(seconds());

    scheduler.pauseTrigger(new TriggerKey("overdue"));

    await().untilAsserted(() -> assertThat(next("DEFAULT.overdue")).isNaN());
  }

  @Test
  void triggers_that_are_there_before_are_read_in_the_background() throws Exception {
    scheduler.scheduleJob(job(Quick.class), at("later", Instant.now().plusSeconds(3600)));
    SimpleMeterRegistry second = new SimpleMeterRegistry();
    try (QuartzMetrics late = QuartzMetrics.of(scheduler)) {
      late.bindTo(second);
      await().until(() -> second.find("quartz.trigger.next.fire.time").timeGauge() != null);
    }
    assertThat(second.getMeters()).isEmpty();
  }

  @Test
  void jobs_that_are_executed_keep_threads_busy() throws Exception {
    Gated.gate = new CountDownLatch(1);
    scheduler.start();
    scheduler.scheduleJob(job(Gated.class), once("gated"));

    await().until(() -> gauge("quartz.jobs.running") == 1);
    assertThat(threads("busy")).isEqualTo(1);
    assertThat(threads("idle")).isEqualTo(3);
    Gated.gate.countDown();
    await().until(() -> gauge("quartz.jobs.running") == 0);
    assertThat(threads("idle")).isEqualTo(4);
  }

  @Test
  void a_scheduler_runs_from_its_start_but_not_in_standby() throws Exception {
    assertThat(gauge("quartz.scheduler.running")).isZero();
    scheduler.start();
    assertThat(gauge("quartz.scheduler.running")).isEqualTo(1);
    scheduler.standby();
    assertThat(gauge("quartz.scheduler.running")).isZero();
    scheduler.start();
    scheduler.shutdown(true);
    assertThat(gauge("quartz.scheduler.running")).isZero();
  }

  @Test
  void errors_that_quartz_tells_its_listeners_of_are_counted() throws Exception {
    scheduler.start();
    scheduler.scheduleJob(job(Failing.class), once("failing"));

    await().until(() -> registry.get("quartz.scheduler.errors").counter().count() == 1);
  }

  @Test
  void many_triggers_are_shown_up_to_a_limit() throws Exception {
    try (QuartzMetrics few = QuartzMetrics.builder(scheduler).triggers(2).prefix("few").build()) {
      few.bindTo(registry);
      for (int i = 0; i < 5; i++) {
        scheduler.scheduleJob(
            JobBuilder.newJob(Quick.class).withIdentity("j" + i).build(),
            at("t" + i, Instant.now().plusSeconds(3600)));
      }

      assertThat(registry.get("few.quartz.trigger.next.fire.time").meters()).hasSize(2);
      assertThat(registry.get("quartz.trigger.next.fire.time").meters()).hasSize(5);
    }
  }

  @Test
  void firings_by_hand_are_counted_and_have_no_trigger_of_their_own() throws Exception {
    scheduler.start();
    JobDetail job = JobBuilder.newJob(Quick.class).withIdentity("quick").storeDurably().build();
    scheduler.addJob(job, true);

    scheduler.triggerJob(job.getKey());

    await().until(() -> fired("DEFAULT") == 1);
    assertThat(registry.find("quartz.trigger.next.fire.time").meters()).isEmpty();
  }

  @Test
  void two_of_one_scheduler_count_both_and_common_tags_come_with_each_meter() throws Exception {
    SimpleMeterRegistry second = new SimpleMeterRegistry();
    try (QuartzMetrics other =
        QuartzMetrics.builder(scheduler).tags(Tags.of("site", "here")).build()) {
      other.bindTo(second);
      scheduler.start();
      scheduler.scheduleJob(job(Quick.class), once("once"));

      await().until(() -> fired("DEFAULT") == 1);
      await()
          .until(
              () -> second.get("quartz.trigger.fired").tag("site", "here").counter().count() == 1);
    }
  }

  @Test
  void closing_removes_all_and_quartz_goes_on() throws Exception {
    scheduler.start();
    metrics.close();
    metrics.close();

    scheduler.scheduleJob(job(Quick.class), once("once"));
    await().until(() -> scheduler.getMetaData().getNumberOfJobsExecuted() == 1);

    assertThat(registry.getMeters()).isEmpty();
    assertThat(scheduler.getListenerManager().getTriggerListeners()).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> metrics.bindTo(registry));
  }

  @Test
  void no_scheduler_has_no_meters() {
    try (QuartzMetrics none = QuartzMetrics.of(null)) {
      SimpleMeterRegistry empty = new SimpleMeterRegistry();
      none.bindTo(empty);
      assertThat(empty.getMeters()).isEmpty();
    }
  }

  private double fired(String group) {
    return registry.find("quartz.trigger.fired").tag("group", group).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private double misfired(String group) {
    return registry.get("quartz.trigger.misfired").tag("group", group).counter().count();
  }

  private double next(String trigger) {
    return registry
        .get("quartz.trigger.next.fire.time")
        .tag("trigger", trigger)
        .timeGauge()
        .value(TimeUnit.SECONDS);
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private double threads(String state) {
    return registry.get("quartz.scheduler.threads").tag("state", state).gauge().value();
  }

  private static double seconds() {
    return System.currentTimeMillis() / 1e3;
  }

  private static JobDetail job(Class<? extends Job> type) {
    return JobBuilder.newJob(type).withIdentity("job").build();
  }

  private static Trigger once(String name) {
    return TriggerBuilder.newTrigger().withIdentity(name).startNow().build();
  }

  private static Trigger at(String name, Instant time) {
    return TriggerBuilder.newTrigger().withIdentity(name).startAt(Date.from(time)).build();
  }

  private static TriggerBuilder<?> times(int count) {
    return TriggerBuilder.newTrigger()
        .startNow()
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(10)
                .withRepeatCount(count - 1));
  }

  public static final class Quick implements Job {
    @Override
    public void execute(JobExecutionContext context) {}
  }

  public static final class Failing implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      throw new IllegalStateException("on purpose by a test");
    }
  }

  public static final class Refiring implements Job {
    static final AtomicInteger REST = new AtomicInteger();

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      if (REST.getAndDecrement() > 1) {
        throw new JobExecutionException(true);
      }
    }
  }

  public static final class Gated implements Job {
    static volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new JobExecutionException(e);
      }
    }
  }
}
