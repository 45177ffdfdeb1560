package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When Flux is asked. */
class PollCycleTest {
  private final MeteredInstance instance = new MeteredInstance();

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void a_poll_that_finds_the_same_series_touches_no_meter() {
    instance.polled();
    Map<Meter.Id, Object> before = instance.identities();

    instance.flux.answer(
        "job-manager.alloc-query", "{\"queue_length\":9,\"alloc_pending\":8,\"running\":7}");
    instance.poll();

    assertThat(instance.identities()).isEqualTo(before);
    assertThat(instance.value("flux.job.manager.alloc", "state", "queued")).isEqualTo(9);
  }

  @Test
  void a_silent_flux_blocks_nothing_and_is_not_asked_twice() {
    instance.flux.fallSilent();
    instance.meter(settings -> settings.limit(Duration.ofMillis(50)));

    instance.polled();

    assertThat(instance.value("flux.up")).isZero();
    assertThat(instance.names()).containsExactlyInAnyOrder("flux.up", "flux.poll");
    assertThat(instance.polls("job-list.job-stats", "timeout")).isEqualTo(1);
    int asked = instance.flux.asked();
    instance.poll();
    assertThat(instance.flux.asked()).isEqualTo(asked);
  }

  @Test
  void polls_go_on_by_themselves_and_end_with_close() {
    instance.meter(settings -> settings.interval(Duration.ofMillis(5)));
    instance.metrics.bindTo(instance.registry);
    await().until(() -> instance.flux.asked() > 40);

    instance.metrics.close();

    int asked = instance.flux.asked();
    assertThat(instance.registry.getMeters()).isEmpty();
    await().during(Duration.ofMillis(100)).until(() -> instance.flux.asked() <= asked + 20);
    int later = instance.flux.asked();
    await().during(Duration.ofMillis(100)).until(() -> instance.flux.asked() == later);
  }

  @Test
  void what_fails_in_showing_an_answer_is_logged_and_the_next_one_is_shown() {
    List<String> shown = new CopyOnWriteArrayList<>();
    PollCycle cycle =
        new PollCycle(
            new PollCycle.Settings(
                new Answers(), Duration.ofDays(1), Duration.ofSeconds(30), new MockClock(), null),
            List.of(new PolledGroup(new AllocPoll())),
            (group, readings, failure, took) -> {
              shown.add(group.topic());
              throw new IllegalStateException("thrown by a test");
            });
    try (LogLines log = new LogLines(PollCycle.class)) {
      cycle.poll().join();
      cycle.poll().join();

      assertThat(shown).hasSize(2);
      assertThat(log.lines())
          .hasSize(2)
          .allMatch(line -> line.contains("alloc-query") && line.contains("thrown by a test"));
    }
  }
}
