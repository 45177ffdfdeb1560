package org.fluxjvm.it.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.fluxjvm.Flux;
import org.fluxjvm.it.Broker;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.metrics.FluxClientMetrics;
import org.fluxjvm.metrics.FluxJobMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Counters when their broker was killed or shut down, and one comes back. */
@EnabledIfFlux
@Timeout(180)
class MetricsOfRestoredBrokerTest {
  private final Counts counts = new Counts();
  private final FluxClientMetrics client = FluxClientMetrics.create();

  @TempDir Path directory;
  private Broker broker;
  private Flux flux;
  private FluxJobMetrics jobs;

  @BeforeEach
  void open() {
    broker = Broker.restore(directory);
    flux = Flux.builder().uri(broker.uri()).observer(client).open();
    client.bindTo(counts.registry);
    jobs = FluxJobMetrics.of(flux);
    jobs.bindTo(counts.registry);
    org.awaitility.Awaitility.await()
        .atMost(Counts.LIMIT)
        .until(() -> counts.gauge("flux.job.journal", "outcome", "success") == 1);
  }

  @AfterEach
  void close() {
    jobs.close();
    client.close();
    flux.close();
    broker.close();
  }

  private JobId submit() {
    return flux.jobs().submit(JobspecV1.fromCommand(List.of("true")).build());
  }

  private JobId held() {
    return flux.jobs()
        .submit(
            JobspecV1.fromCommand(List.of("true")).build(),
            SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD));
  }

  /** A job that is over and one that is held, both counted as far as they are. */
  private JobId heldBesideOneThatIsOver() {
    submit();
    counts.await(1, "flux.jobs.finished");
    JobId held = held();
    counts.await(2, "flux.job.events", "event", "priority");
    return held;
  }

  private void checkEachIsCountedOnce(JobId held) {
    flux.jobs().setUrgency(held, 16);
    submit();
    counts.await(3, "flux.jobs.finished");
    counts.await(3, "flux.jobs.finished", "result", "completed");
    for (String event : List.of("submit", "validate", "alloc", "start", "finish", "clean")) {
      assertThat(counts.of("flux.job.events", "event", event)).as(event).isEqualTo(3);
    }
    assertThat(counts.times("flux.job.wait")).isEqualTo(3);
    assertThat(counts.times("flux.job.run")).isEqualTo(3);
    assertThat(counts.of("flux.jobs.lost")).isZero();
    assertThat(counts.gauge("flux.jobs.active")).isZero();
    counts.await(1, "flux.client.losses");
    counts.await(1, "flux.client.reconnects");
    assertThat(counts.of("flux.client.gaps")).isZero();
  }

  @Test
  void each_job_is_counted_once_across_a_shutdown() {
    JobId held = heldBesideOneThatIsOver();
    broker.close();
    broker = Broker.restore(directory);

    checkEachIsCountedOnce(held);
  }

  @Test
  void each_job_is_counted_once_across_a_kill() {
    JobId held = heldBesideOneThatIsOver();
    broker.checkpoint();
    broker.kill();
    broker = Broker.restore(directory);

    checkEachIsCountedOnce(held);
  }

  @Test
  void a_job_that_the_broker_has_forgotten_is_lost_and_not_in_flight() {
    heldBesideOneThatIsOver();
    broker.kill();
    broker = Broker.restore(directory);

    counts.await(1, "flux.jobs.lost");
    assertThat(counts.gauge("flux.jobs.active")).isZero();
    assertThat(counts.of("flux.client.gaps")).isEqualTo(1);
    submit();
    counts.await(2, "flux.jobs.finished");
    assertThat(counts.of("flux.job.events", "event", "submit")).isEqualTo(3);
  }

  @Test
  void a_handle_is_disconnected_until_its_broker_is_back_or_the_handle_is_closed() {
    broker.kill();
    awaitDisconnected(1);
    broker = Broker.restore(directory);
    awaitDisconnected(0);
    counts.await(1, "flux.client.reconnects");

    broker.kill();
    awaitDisconnected(1);
    flux.close();

    awaitDisconnected(0);
    assertThat(counts.of("flux.client.losses")).isEqualTo(2);
    assertThat(counts.of("flux.client.reconnects")).isEqualTo(1);
  }

  private void awaitDisconnected(int handles) {
    org.awaitility.Awaitility.await()
        .atMost(Counts.LIMIT)
        .until(() -> counts.gauge("flux.client.disconnected") == handles);
  }
}
