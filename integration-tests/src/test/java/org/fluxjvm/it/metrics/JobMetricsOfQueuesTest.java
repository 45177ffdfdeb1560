package org.fluxjvm.it.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.metrics.FluxInstanceMetrics;
import org.fluxjvm.metrics.FluxJobMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An instance with named queues, of which one is the default. */
@EnabledIfFlux
@Timeout(120)
class JobMetricsOfQueuesTest {
  private static final String QUEUES =
      """
      [queues.batch]
      [queues.debug]
      [policy.jobspec.defaults.system]
      queue = "batch"
      """;

  @Test
  void a_job_that_names_no_queue_is_counted_in_the_default_one_and_all_queues_are_there_at_zero() {
    Counts counts = new Counts();
    try (FluxInstance instance = FluxInstance.builder().config(QUEUES).start();
        Flux flux = instance.open();
        FluxJobMetrics jobs = FluxJobMetrics.of(flux);
        FluxInstanceMetrics polled = FluxInstanceMetrics.of(flux)) {
      jobs.bindTo(counts.registry);
      polled.bindTo(counts.registry);
      org.awaitility.Awaitility.await()
          .atMost(Counts.LIMIT)
          .until(() -> counts.gauge("flux.job.journal", "outcome", "success") == 1);
      assertThat(queues(counts, "flux.jobs.finished")).containsExactlyInAnyOrder("batch", "debug");

      flux.jobs().submit(JobspecV1.fromCommand(List.of("true")).build());

      counts.await(1, "flux.job.events", "event", "priority");
      assertThat(counts.gauge("flux.jobs.active", "queue", "batch")).isEqualTo(1);
      org.awaitility.Awaitility.await()
          .atMost(Counts.LIMIT)
          .until(() -> queues(counts, "flux.queue.enabled").size() == 2);
      assertThat(queues(counts, "flux.job.wait")).isEqualTo(queues(counts, "flux.queue.enabled"));
    }
  }

  private static Set<String> queues(Counts counts, String meter) {
    return counts.registry.find(meter).meters().stream()
        .map(found -> found.getId().getTag("queue"))
        .collect(Collectors.toSet());
  }
}
