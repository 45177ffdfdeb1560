package org.fluxjvm.scheduler.quartz;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** A scheduler of Quartz alone, without Flux, and its meters. */
abstract class MeteredQuartz {
  private static final Duration OFTEN = Duration.ofMillis(50);

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  Scheduler scheduler;
  QuartzMetrics metrics;

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
    PlainJobs.Gated.gate = new CountDownLatch(0);
    scheduler.shutdown(true);
  }

  double fired(String group) {
    return registry.find("quartz.trigger.fired").tag("group", group).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  double next(String trigger) {
    return registry
        .get("quartz.trigger.next.fire.time")
        .tag("trigger", trigger)
        .timeGauge()
        .value(TimeUnit.SECONDS);
  }

  double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  static double seconds() {
    return System.currentTimeMillis() / 1e3;
  }

  static JobDetail job(Class<? extends Job> type) {
    return JobBuilder.newJob(type).withIdentity("job").build();
  }

  static Trigger once(String name) {
    return TriggerBuilder.newTrigger().withIdentity(name).startNow().build();
  }

  static Trigger at(String name, Instant time) {
    return TriggerBuilder.newTrigger().withIdentity(name).startAt(Date.from(time)).build();
  }
}
