package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.fluxjvm.Flux;
import org.fluxjvm.metrics.FluxInstanceMetrics;
import org.fluxjvm.metrics.ReadinessCondition;
import org.fluxjvm.scheduler.quartz.FluxSchedulerFactory;
import org.fluxjvm.scheduler.quartz.SchedulerMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.quartz.Scheduler;

class HealthTest {
  private static final Duration OFTEN = Duration.ofMillis(50);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Scheduler scheduler;
  private Flux flux;
  private SchedulerMetrics metrics;
  private FluxInstanceMetrics instance;
  private Health health;

  @BeforeEach
  void open(TestInfo test) throws Exception {
    String name = test.getTestMethod().orElseThrow().getName();
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", name);
    properties.put("org.quartz.plugin.flux.uri", "embedded:" + name);
    scheduler = new FluxSchedulerFactory(properties).getScheduler();
    flux = Flux.open("embedded:" + name);
    metrics = SchedulerMetrics.builder(scheduler).interval(OFTEN).build();
    instance = FluxInstanceMetrics.builder(flux).interval(OFTEN).build();
    health = new Health(scheduler, metrics, instance);
  }

  @AfterEach
  void close() throws Exception {
    metrics.close();
    instance.close();
    scheduler.shutdown();
    flux.close();
  }

  @Test
  void a_scheduler_that_fires_on_flux_with_its_ledger_is_ready_and_one_in_standby_is_not()
      throws Exception {
    assertThat(unmet(health.ready())).containsExactly("scheduler", "flux", "ledger");
    metrics.bindTo(registry);
    instance.bindTo(registry);
    scheduler.start();
    await().untilAsserted(() -> assertThat(unmet(health.ready())).isEmpty());

    scheduler.standby();

    assertThat(unmet(health.ready())).containsExactly("scheduler");
    assertThat(unmet(health.live())).isEmpty();
  }

  @Test
  void without_flux_it_is_alive_and_not_ready() throws Exception {
    metrics.bindTo(registry);
    instance.bindTo(registry);
    scheduler.start();
    await().until(() -> unmet(health.ready()).isEmpty());

    flux.close();

    await().untilAsserted(() -> assertThat(unmet(health.ready())).containsExactly("flux"));
    assertThat(unmet(health.live())).isEmpty();
  }

  @Test
  void a_scheduler_that_was_shut_down_has_to_be_started_again() throws Exception {
    scheduler.start();
    scheduler.shutdown();

    assertThat(unmet(health.live())).containsExactly("scheduler");
  }

  private static List<String> unmet(List<ReadinessCondition> conditions) {
    return conditions.stream()
        .filter(condition -> !condition.met())
        .map(ReadinessCondition::name)
        .toList();
  }
}
