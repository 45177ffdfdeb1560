package org.fluxjvm.it.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.connector.ClientObserver;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.metrics.FluxInstanceMetrics;
import org.fluxjvm.metrics.FluxJobMetrics;
import org.fluxjvm.metrics.FluxPrometheusRegistry;
import org.fluxjvm.scheduler.MemoryLedger;
import org.fluxjvm.scheduler.Timing;
import org.fluxjvm.scheduler.quartz.FluxJob;
import org.fluxjvm.scheduler.quartz.FluxScheduling;
import org.fluxjvm.scheduler.quartz.FluxThreadPool;
import org.fluxjvm.scheduler.quartz.SchedulerMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.simpl.RAMJobStore;
import org.quartz.spi.JobStore;

/** Who is asked when Prometheus asks. */
@Timeout(120)
class SchedulerScrapeTest {
  private static final int SCHEDULES = 200;
  private static final int QUEUES = 20;
  private static final Duration SELDOM = Duration.ofHours(1);

  private final AtomicLong flux = new AtomicLong();
  private final AtomicLong store = new AtomicLong();
  private final PrometheusMeterRegistry registry = FluxPrometheusRegistry.create();
  private final Flux handle = Flux.builder().uri("embedded:scrape").observer(new Counting()).open();
  private Scheduler scheduler;
  private FluxScheduling scheduling;

  @BeforeEach
  void start() throws Exception {
    DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
    RAMJobStore jobs = new RAMJobStore();
    jobs.setMisfireThreshold(Duration.ofMinutes(2).toMillis()); // however long it takes to set up
    factory.createScheduler("scrape", "one", new FluxThreadPool(), counting(jobs));
    scheduler = factory.getScheduler("scrape");
    scheduling =
        FluxScheduling.connect(
            scheduler,
            new FluxScheduling.Parts(
                handle,
                new MemoryLedger(InstantSource.system()),
                Optional.empty(),
                Optional.empty(),
                Timing.system(),
                SELDOM));
  }

  @AfterEach
  void stop() throws Exception {
    scheduling.close();
    scheduler.shutdown();
    handle.close();
  }

  @Test
  void a_scrape_of_many_schedules_asks_neither_flux_nor_the_store() throws Exception {
    try (SchedulerMetrics metrics = SchedulerMetrics.builder(scheduler).interval(SELDOM).build();
        FluxInstanceMetrics instance =
            FluxInstanceMetrics.builder(handle).interval(SELDOM).build();
        FluxJobMetrics jobs = FluxJobMetrics.of(handle)) {
      metrics.bindTo(registry);
      instance.bindTo(registry);
      jobs.bindTo(registry);
      scheduling.start();
      schedule();
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(finished(registry))
                      .as(() -> "under way: " + scheduling.executor().active())
                      .isEqualTo(SCHEDULES));
      scheduler.standby();
      await().until(this::isQuiet);
      long asked = flux.get() + store.get();

      String text = registry.scrape();

      assertThat(flux.get() + store.get()).isEqualTo(asked);
      assertThat(text.lines().filter(line -> line.startsWith("quartz_flux_job_interval_seconds{")))
          .hasSize(SCHEDULES);
      assertThat(text.lines().filter(line -> line.startsWith("quartz_trigger_next_fire_time")))
          .hasSize(SCHEDULES);
      assertThat(text.lines().filter(line -> line.startsWith("quartz_flux_run_wait_seconds_count")))
          .hasSize(QUEUES);
    }
  }

  private void schedule() throws SchedulerException {
    for (int i = 0; i < SCHEDULES; i++) {
      scheduler.scheduleJob(
          FluxJob.newJob(
                  JobspecV1.fromCommand(List.of("true")).queue("queue-" + i % QUEUES).build())
              .withIdentity("job-" + i)
              .build(),
          TriggerBuilder.newTrigger()
              .withIdentity("hourly-" + i)
              .startNow()
              .withSchedule(SimpleScheduleBuilder.repeatHourlyForever())
              .build());
    }
    scheduler.start();
  }

  /** Refused or done, as the instance has such queues or not. */
  private static double finished(MeterRegistry registry) {
    return registry.find("quartz.flux.runs.finished").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  /** Longer than the second after which a change of the triggers is read. */
  private boolean isQuiet() {
    long before = flux.get() + store.get();
    await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
    return flux.get() + store.get() == before;
  }

  private JobStore counting(JobStore counted) {
    return (JobStore)
        Proxy.newProxyInstance(
            JobStore.class.getClassLoader(),
            new Class<?>[] {JobStore.class},
            (proxy, method, arguments) -> {
              store.incrementAndGet();
              try {
                return method.invoke(counted, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private final class Counting implements ClientObserver {
    @Override
    public void onAnswer(String topic, long nanos) {
      flux.incrementAndGet();
    }

    @Override
    public void onFailure(String topic, Errno errno) {
      flux.incrementAndGet();
    }
  }
}
