package org.fluxjvm.it.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.metrics.FluxClientMetrics;
import org.fluxjvm.metrics.FluxJobMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each job is counted once, on whatever instance. */
@Timeout(120)
abstract class JobMetricsContract {
  private final Counts counts = new Counts();
  private final FluxClientMetrics client = FluxClientMetrics.create();
  private Flux other;
  private Flux flux;
  private LossyConnector connector;
  private FluxJobMetrics jobs;

  @BeforeEach
  void follow(Flux handle) {
    other = handle;
    handle.jobs().result(submit(handle, "true"));
    String uri = LossyConnectorProvider.uri(handle.uri());
    flux = Flux.builder().uri(uri).observer(client).open();
    connector = LossyConnectorProvider.last(uri);
    client.bindTo(counts.registry);
    jobs = FluxJobMetrics.of(flux);
    begin();
  }

  private void begin() {
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
  }

  private static JobId submit(Flux flux, String... words) {
    return flux.jobs().submit(JobspecV1.fromCommand(List.of(words)).build());
  }

  private JobId held() {
    return other
        .jobs()
        .submit(
            JobspecV1.fromCommand(List.of("true")).build(),
            SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD));
  }

  @Test
  void jobs_are_counted_by_how_they_end_and_timed_by_what_they_went_through() {
    submit(flux, "true");
    submit(flux, "true");
    submit(flux, "false");
    flux.jobs().cancel(held());

    counts.await(4, "flux.jobs.finished");
    assertThat(counts.of("flux.jobs.finished", "result", "completed")).isEqualTo(2);
    assertThat(counts.of("flux.jobs.finished", "result", "failed")).isEqualTo(1);
    assertThat(counts.of("flux.jobs.finished", "result", "canceled")).isEqualTo(1);
    assertThat(counts.of("flux.job.exceptions", "type", "cancel")).isEqualTo(1);
    for (String event : List.of("submit", "validate", "clean")) {
      assertThat(counts.of("flux.job.events", "event", event)).as(event).isEqualTo(4);
    }
    assertThat(counts.times("flux.job.wait")).isEqualTo(3);
    assertThat(counts.times("flux.job.run")).isEqualTo(3);
    assertThat(counts.times("flux.job.overhead", "phase", "prolog")).isEqualTo(3);
    assertThat(counts.times("flux.job.overhead", "phase", "epilog")).isEqualTo(3);
    assertThat(counts.gauge("flux.jobs.active")).isZero();
  }

  @Test
  void a_held_job_is_in_flight_and_has_an_age_until_it_ends() {
    JobId held = held();
    org.awaitility.Awaitility.await()
        .atMost(Counts.LIMIT)
        .until(() -> counts.gauge("flux.job.oldest.age") > 0);
    assertThat(counts.gauge("flux.jobs.active")).isEqualTo(1);

    flux.jobs().setUrgency(held, 16);

    counts.await(1, "flux.jobs.finished", "result", "completed");
    assertThat(counts.gauge("flux.jobs.active")).isZero();
    assertThat(counts.gauge("flux.job.oldest.age")).isZero();
  }

  @Test
  void a_purge_lowers_no_counter() {
    submit(flux, "true");
    counts.await(1, "flux.jobs.finished");

    Map<String, Object> all = Map.of("age_limit", 0.0, "num_limit", 0, "batch", 100, "force", true);
    assertThat(flux.rpc("job-manager.purge", all).path("count").asInt()).isPositive();
    submit(flux, "true");

    counts.await(2, "flux.jobs.finished");
    assertThat(counts.of("flux.jobs.lost")).isZero();
  }

  @Test
  void a_journal_that_was_lost_counts_each_job_once_that_went_on_meanwhile() {
    submit(flux, "true");
    JobId held = heldBesideOneThatIsOver();

    connector.lose().join();
    other.jobs().setUrgency(held, 16);
    other.jobs().result(held);
    other.jobs().result(submit(other, "false"));
    assertThat(counts.of("flux.jobs.finished")).isEqualTo(1);
    connector.find();

    counts.await(3, "flux.jobs.finished");
    submit(flux, "true");
    counts.await(4, "flux.jobs.finished");
    assertThat(counts.of("flux.jobs.finished", "result", "failed")).isEqualTo(1);
    for (String event : List.of("submit", "validate", "alloc", "start", "finish", "clean")) {
      assertThat(counts.of("flux.job.events", "event", event)).as(event).isEqualTo(4);
    }
    assertThat(counts.times("flux.job.wait")).isEqualTo(4);
    assertThat(counts.times("flux.job.run")).isEqualTo(4);
    assertThat(counts.of("flux.jobs.lost")).isZero();
    assertThat(counts.gauge("flux.jobs.active")).isZero();
  }

  @Test
  void a_journal_that_is_lost_again_before_it_was_there_counts_nothing_twice() {
    submit(flux, "true");
    JobId held = heldBesideOneThatIsOver();

    for (int i = 0; i < 5; i++) {
      connector.lose().join();
      connector.find();
    }
    other.jobs().setUrgency(held, 16);

    counts.await(2, "flux.jobs.finished");
    for (String event : List.of("submit", "validate", "alloc", "start", "finish", "clean")) {
      assertThat(counts.of("flux.job.events", "event", event)).as(event).isEqualTo(2);
    }
    assertThat(counts.of("flux.jobs.lost")).isZero();
  }

  @Test
  void a_journal_that_was_lost_before_it_told_anything_does_not_tell_what_was_before_it() {
    connector.lose().join();
    connector.find();
    submit(flux, "true");

    counts.await(1, "flux.jobs.finished");
    assertThat(counts.of("flux.job.events", "event", "submit")).isEqualTo(1);
  }

  @Test
  void a_job_that_the_instance_has_forgotten_meanwhile_is_lost_and_no_longer_in_flight() {
    submit(flux, "true");
    JobId held = heldBesideOneThatIsOver();

    connector.forget(held);
    connector.lose().join();
    connector.find();

    counts.await(1, "flux.jobs.lost");
    assertThat(counts.gauge("flux.jobs.active")).isZero();
    assertThat(counts.of("flux.client.gaps")).isEqualTo(1);
    other.jobs().setUrgency(held, 16);
    other.jobs().result(held);
    submit(flux, "true");
    counts.await(2, "flux.jobs.finished");
    assertThat(counts.times("flux.job.run")).isEqualTo(2);
  }

  /** A job that is held, and one that is over, both counted as far as they are. */
  private JobId heldBesideOneThatIsOver() {
    counts.await(1, "flux.jobs.finished");
    JobId held = held();
    counts.await(2, "flux.job.events", "event", "priority");
    return held;
  }

  @Test
  void a_binder_that_follows_another_counts_nothing_again() {
    submit(flux, "true");
    counts.await(1, "flux.jobs.finished");
    JobId held = held();
    jobs.close();
    jobs = FluxJobMetrics.of(flux);
    Counts fresh = new Counts();
    jobs.bindTo(fresh.registry);
    org.awaitility.Awaitility.await()
        .atMost(Counts.LIMIT)
        .until(() -> fresh.gauge("flux.job.journal", "outcome", "success") == 1);

    flux.jobs().setUrgency(held, 16);

    fresh.await(1, "flux.jobs.finished");
    assertThat(fresh.of("flux.job.events", "event", "submit")).isZero();
  }

  @Test
  void the_client_is_metered_meanwhile() {
    submit(flux, "true");
    counts.await(1, "flux.jobs.finished");

    assertThat(counts.times("flux.client.rpc", "service", "job-ingest")).isEqualTo(1);
    assertThat(counts.times("flux.client.journal.lag")).isGreaterThan(8);
    assertThat(counts.registry.get("flux.client.loop.busy").functionCounter().count()).isPositive();
    assertThat(counts.of("flux.client.errors")).isZero();
    assertThat(counts.of("flux.client.losses")).isZero();
  }
}
