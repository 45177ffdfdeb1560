package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FluxInstanceMetricsTest {
  private final MeteredInstance instance = new MeteredInstance();

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void two_registries_show_the_same() {
    MeterRegistry other = new SimpleMeterRegistry();
    instance.polled();
    instance.metrics.bindTo(other);

    instance.poll();

    assertThat(MeteredInstance.names(other)).isEqualTo(instance.names());
    instance.metrics.close();
    assertThat(other.getMeters()).isEmpty();
  }

  @Test
  void names_get_the_prefix_and_tags_are_added_but_replace_none() {
    instance.meter(s -> s.prefix("hpc").tags(Tags.of("cluster", "tuolumne", "state", "mine")));

    instance.polled();

    assertThat(instance.names()).allMatch(name -> name.startsWith("hpc.flux."));
    assertThat(instance.registry.getMeters())
        .allMatch(m -> "tuolumne".equals(m.getId().getTag("cluster")));
    assertThat(instance.value("hpc.flux.resource.cores", "state", "all")).isEqualTo(16);
  }

  @Test
  void a_scheduler_that_is_shut_down_is_refused_and_nothing_is_left_behind() {
    ScheduledExecutorService down = Executors.newSingleThreadScheduledExecutor();
    down.shutdownNow();
    instance.meter(settings -> settings.scheduler(down));

    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> instance.metrics.bindTo(instance.registry));

    assertThat(instance.registry.getMeters()).isEmpty();
  }

  @Test
  void a_scheduler_that_is_given_polls_and_stays_open() {
    try (ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor()) {
      instance.meter(settings -> settings.scheduler(own));

      instance.polled();
      instance.close();

      assertThat(own.isShutdown()).isFalse();
    }
  }
}
