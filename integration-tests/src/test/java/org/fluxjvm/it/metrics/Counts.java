package org.fluxjvm.it.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What counters say, and that none of them goes backwards. */
final class Counts {
  /** Far more than anything here takes, on a machine that does other things too. */
  static final Duration LIMIT = Duration.ofSeconds(40);

  final MeterRegistry registry = new SimpleMeterRegistry();
  private final Map<Meter.Id, Double> highest = new HashMap<>();

  double of(String name, String... tags) {
    return registry.find(name).tags(tags).counters().stream().mapToDouble(Counter::count).sum();
  }

  long times(String name, String... tags) {
    return registry.find(name).tags(tags).timers().stream().mapToLong(Timer::count).sum();
  }

  double gauge(String name, String... tags) {
    return registry.find(name).tags(tags).gauges().stream().mapToDouble(g -> g.value()).sum();
  }

  /** Waits for a counter to get there, and looks at all others meanwhile. */
  void await(double expected, String name, String... tags) {
    org.awaitility.Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              checkNoneGoesBackwards();
              assertThat(of(name, tags)).as(name).isEqualTo(expected);
            });
  }

  void checkNoneGoesBackwards() {
    for (Meter meter : registry.getMeters()) {
      if (meter.getId().getType() == Meter.Type.GAUGE) {
        continue;
      }
      double now = meter.measure().iterator().next().getValue();
      assertThat(now)
          .as(meter.getId().toString())
          .isGreaterThanOrEqualTo(highest.getOrDefault(meter.getId(), 0.0));
      highest.put(meter.getId(), now);
    }
  }
}
