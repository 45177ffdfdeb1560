package org.fluxjvm.it.bench;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.awaitility.Awaitility;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.metrics.FluxClientMetrics;
import org.fluxjvm.metrics.FluxInstanceMetrics;
import org.fluxjvm.metrics.FluxJobMetrics;
import org.fluxjvm.metrics.FluxPrometheusRegistry;
import org.fluxjvm.scheduler.quartz.FluxJob;
import org.fluxjvm.scheduler.quartz.FluxSchedulerFactory;
import org.fluxjvm.scheduler.quartz.SchedulerMetrics;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;

/** A scheduler with many schedules in several queues, whose jobs run and never end. */
final class MeteredScheduler implements AutoCloseable {
  static final int SCHEDULES = 200;

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final PrometheusMeterRegistry registry = FluxPrometheusRegistry.create();
  private final Scheduler scheduler;
  private final FluxClientMetrics client = FluxClientMetrics.create();
  private final Flux flux = Flux.builder().uri(EndlessConnector.URI).observer(client).open();
  private final SchedulerMetrics metrics;
  private final FluxInstanceMetrics instance = FluxInstanceMetrics.of(flux);
  private final FluxJobMetrics jobs = FluxJobMetrics.of(flux);

  private MeteredScheduler(Scheduler scheduler) {
    this.scheduler = scheduler;
    this.metrics = SchedulerMetrics.of(scheduler);
  }

  /** All that the program binds. */
  private void bind() {
    List.of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics(),
            metrics,
            instance,
            jobs,
            client)
        .forEach(binder -> binder.bindTo(registry));
  }

  /** Starts one with so many runs under way, at least one of each schedule. */
  static MeteredScheduler start(int runs) throws SchedulerException {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", "metered-" + System.nanoTime());
    properties.put("org.quartz.plugin.flux.uri", EndlessConnector.URI);
    // However long it takes to set up, nothing is skipped.
    properties.put("org.quartz.jobStore.misfireThreshold", Long.toString(LIMIT.toMillis()));
    properties.put("org.quartz.threadPool.maxInFlight", Integer.toString(runs + 1));
    MeteredScheduler metered =
        new MeteredScheduler(new FluxSchedulerFactory(properties).getScheduler());
    metered.bind();
    metered.fire(runs);
    return metered;
  }

  private void fire(int runs) throws SchedulerException {
    Map<JobDetail, Set<? extends Trigger>> all = new HashMap<>();
    for (int schedule = 0; schedule < SCHEDULES; schedule++) {
      JobDetail job =
          FluxJob.newJob(
                  JobspecV1.fromCommand(List.of("sleep", "inf"))
                      .queue(ManyQueues.name(schedule))
                      .build())
              .withIdentity("job-" + schedule)
              .build();
      Set<Trigger> triggers = new HashSet<>();
      for (int more = 0; more < runs / SCHEDULES - 1; more++) {
        triggers.add(
            TriggerBuilder.newTrigger().withIdentity("once-" + schedule + "-" + more).build());
      }
      triggers.add(
          TriggerBuilder.newTrigger()
              .withIdentity("hourly-" + schedule)
              .withSchedule(SimpleScheduleBuilder.repeatHourlyForever())
              .build());
      all.put(job, triggers);
    }
    scheduler.scheduleJobs(all, false);
    scheduler.start();
    Awaitility.await().atMost(LIMIT).until(() -> running() == runs);
  }

  private double running() {
    return registry.find("quartz.flux.runs.active").tag("state", "run").gauges().stream()
        .mapToDouble(gauge -> gauge.value())
        .sum();
  }

  /** What Prometheus is given, in the format that it asks for. */
  byte[] scrape() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 14);
    registry.scrape(body, "application/openmetrics-text");
    return body.toByteArray();
  }

  @Override
  public void close() throws SchedulerException {
    metrics.close();
    instance.close();
    jobs.close();
    client.close();
    flux.close();
    scheduler.shutdown(false);
    registry.close();
  }
}
