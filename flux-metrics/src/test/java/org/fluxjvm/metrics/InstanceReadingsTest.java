package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read out of the answers of Flux. */
class InstanceReadingsTest {
  private final MeteredInstance instance = new MeteredInstance();

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void resources_are_counted_by_state() {
    instance.polled();

    assertThat(instance.value("flux.resource.nodes", "state", "all")).isEqualTo(4);
    assertThat(instance.value("flux.resource.nodes", "state", "allocated")).isEqualTo(2);
    assertThat(instance.value("flux.resource.nodes", "state", "down")).isEqualTo(1);
    assertThat(instance.value("flux.resource.nodes", "state", "free")).isEqualTo(2);
    assertThat(instance.value("flux.resource.nodes", "state", "drained")).isEqualTo(1);
    assertThat(instance.value("flux.resource.nodes", "state", "offline")).isZero();
    assertThat(instance.value("flux.resource.cores", "state", "all")).isEqualTo(16);
    assertThat(instance.value("flux.resource.cores", "state", "free")).isEqualTo(7);
    assertThat(instance.value("flux.resource.gpus", "state", "free")).isEqualTo(4);
  }

  @Test
  void jobs_are_counted_by_queue_and_those_without_queue_are_not_lost() {
    instance.polled();

    assertThat(instance.value("flux.jobs", "queue", "batch", "state", "run")).isEqualTo(1);
    assertThat(instance.value("flux.jobs", "queue", "debug", "state", "depend")).isEqualTo(1);
    assertThat(instance.value("flux.jobs", "queue", "anonymous", "state", "run")).isEqualTo(1);
    assertThat(instance.sum("flux.jobs")).isEqualTo(3);
    assertThat(instance.value("flux.jobs.retained", "queue", "batch", "result", "completed"))
        .isEqualTo(1);
    assertThat(instance.value("flux.jobs.retained", "queue", "batch", "result", "timeout"))
        .isEqualTo(1);
    assertThat(instance.value("flux.jobs.retained", "queue", "anonymous", "result", "failed"))
        .isEqualTo(1);
    assertThat(instance.sum("flux.jobs.retained")).isEqualTo(5);
  }

  @Test
  void an_instance_without_queues_has_an_anonymous_one() {
    instance
        .flux
        .answer("job-manager.queue-list", "{\"queues\":[]}")
        .answer("job-manager.queue-status", "{\"enable\":true,\"start\":true}")
        .answer(
            "job-list.job-stats", "{\"job_states\":{\"run\":2},\"successful\":7,\"queues\":[]}");

    instance.polled();

    assertThat(instance.value("flux.queue.enabled", "queue", "anonymous")).isEqualTo(1);
    assertThat(instance.value("flux.queue.started", "queue", "anonymous")).isEqualTo(1);
    assertThat(instance.value("flux.jobs", "queue", "anonymous", "state", "run")).isEqualTo(2);
  }

  @Test
  void queues_are_enabled_and_started_or_not() {
    instance.polled();

    assertThat(instance.value("flux.queue.enabled", "queue", "debug")).isEqualTo(1);
    assertThat(instance.value("flux.queue.started", "queue", "batch")).isZero();
  }

  @Test
  void job_manager_and_content_store_are_shown() {
    instance.polled();

    assertThat(instance.value("flux.job.manager", "state", "active")).isEqualTo(3);
    assertThat(instance.value("flux.job.manager.alloc", "state", "pending")).isEqualTo(2);
    assertThat(instance.value("flux.job.manager.housekeeping")).isEqualTo(1);
    assertThat(instance.registry.get("flux.job.manager.journal.events").functionCounter().count())
        .isEqualTo(92);
    assertThat(instance.value("flux.content.size")).isEqualTo(122880);
  }

  @Test
  void all_that_is_registered_is_documented_and_all_that_is_documented_is_registered() {
    instance.polled();
    Documented.checkAll(instance.registry, InstanceMeter.values());
  }

  @Test
  void a_thousand_queues_do_not_make_a_thousand_tags() {
    String names =
        IntStream.range(0, 1000).mapToObj(i -> "\"q" + i + "\"").collect(Collectors.joining(","));
    String stats =
        IntStream.range(0, 1000)
            .mapToObj(i -> "{\"name\":\"q" + i + "\",\"job_states\":{\"run\":1},\"failed\":1}")
            .collect(Collectors.joining(","));
    instance
        .flux
        .answer("job-manager.queue-list", "{\"queues\":[" + names + "]}")
        .answer(
            "job-list.job-stats",
            "{\"job_states\":{\"run\":1001},\"failed\":1000,\"queues\":[" + stats + "]}");

    instance.polled();

    assertThat(instance.value("flux.jobs", "queue", "other", "state", "run")).isEqualTo(900);
    assertThat(instance.value("flux.jobs", "queue", "anonymous", "state", "run")).isEqualTo(1);
    assertThat(instance.flux.asked()).isLessThan(120);
    assertThat(
            instance.registry.getMeters().stream()
                .map(meter -> meter.getId().getTag("queue"))
                .distinct())
        .hasSizeLessThanOrEqualTo(103);
  }

  @Test
  void the_queues_that_are_shown_are_the_same_in_all_polls_whatever_the_order_of_an_answer() {
    List<String> queues = IntStream.range(0, 150).mapToObj(i -> "q%03d".formatted(i)).toList();
    instance
        .flux
        .answer(
            "job-manager.queue-list",
            queues.reversed().stream()
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(",", "{\"queues\":[", "]}")))
        .answer(
            "job-list.job-stats",
            queues.stream()
                .map(name -> "{\"name\":\"" + name + "\",\"inactive_purged\":1}")
                .collect(Collectors.joining(",", "{\"queues\":[", "]}")));

    instance.polled();

    assertThat(queuesOf("flux.queue.enabled"))
        .hasSize(QueueLabel.LIMIT)
        .contains("q000", "q099")
        .doesNotContain("q100");
    assertThat(queuesOf("flux.jobs.purged"))
        .containsAll(queuesOf("flux.queue.enabled"))
        .hasSize(QueueLabel.LIMIT + 1)
        .contains("other");
    assertThat(instance.value("flux.jobs.purged", "queue", "other")).isEqualTo(50);
  }

  private Set<String> queuesOf(String meter) {
    return instance.registry.get(meter).gauges().stream()
        .map(gauge -> gauge.getId().getTag("queue"))
        .collect(Collectors.toSet());
  }
}
