package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FluxJobMetricsTest {
  private final String uri = "embedded:metrics-" + UUID.randomUUID();
  private final Flux flux = Flux.open(uri + "?cores=1");
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private FluxJobMetrics metrics = FluxJobMetrics.of(flux);
  private int ended;

  @AfterEach
  void close() {
    metrics.close();
    flux.close();
  }

  @Test
  void a_job_is_counted_once_with_its_times() {
    follow();

    end(submit("true"));

    assertThat(count("flux.jobs.finished", "result", "completed")).isEqualTo(1);
    assertThat(timed("flux.job.wait", "queue", "anonymous")).isEqualTo(1);
    assertThat(timed("flux.job.run", "result", "completed")).isEqualTo(1);
    assertThat(timed("flux.job.overhead", "phase", "prolog")).isEqualTo(1);
    assertThat(timed("flux.job.overhead", "phase", "epilog")).isEqualTo(1);
    assertThat(count("flux.job.events", "event", "clean")).isEqualTo(1);
    assertThat(count("flux.job.clock.skew")).isZero();
  }

  @Test
  void a_job_that_fails_and_one_that_is_canceled_before_it_starts_are_told_apart() {
    follow();
    end(submit("false"));
    JobId held = held();

    flux.jobs().cancel(held);
    end(held);

    assertThat(count("flux.jobs.finished", "result", "failed")).isEqualTo(1);
    assertThat(count("flux.jobs.finished", "result", "canceled")).isEqualTo(1);
    assertThat(count("flux.jobs.finished", "result", "completed")).isZero();
    assertThat(count("flux.job.exceptions", "type", "cancel", "fatal", "true")).isEqualTo(1);
    assertThat(timed("flux.job.wait")).isEqualTo(1);
    assertThat(timed("flux.job.run", "result", "canceled")).isZero();
  }

  @Test
  void what_can_be_counted_is_there_at_zero_before_the_first_job() {
    follow();

    assertThat(count("flux.jobs.finished", "queue", "anonymous", "result", "failed")).isZero();
    assertThat(timed("flux.job.wait", "queue", "anonymous")).isZero();
    for (DocumentedMeter meter : JobMeter.values()) {
      int series =
          meter.tags().stream()
              .filter(tag -> !tag.key().equals("queue"))
              .mapToInt(MeterTag::limit)
              .reduce(1, (one, other) -> one * other);
      assertThat(registry.get(meter.getName()).meters()).as(meter.getName()).hasSize(series);
    }
  }

  @Test
  void an_exception_of_a_type_that_a_user_made_up_makes_no_tag() {
    follow();
    JobId held = held();

    flux.jobs().raise(held, "made-up", 3, "");

    await()
        .untilAsserted(
            () ->
                assertThat(count("flux.job.exceptions", "type", "other", "fatal", "false"))
                    .isEqualTo(1));
    assertThat(active("sched") + active("priority")).isEqualTo(1);
  }

  @Test
  void jobs_are_shown_in_their_state_and_the_oldest_has_an_age() {
    Instant later = Instant.now().plusSeconds(3600);
    metrics = FluxJobMetrics.builder(flux).clock(() -> later).build();
    follow();
    JobId running = submit("sleep", "60");
    JobId waiting = submit("true");

    await().until(() -> active("run") == 1 && active("sched") == 1);

    assertThat(gauge("flux.job.oldest.age", "state", "run")).isBetween(3500.0, 3600.0);
    assertThat(gauge("flux.job.oldest.age", "state", "cleanup")).isZero();
    flux.jobs().cancel(running);
    end(running);
    end(waiting);
    await().until(() -> active("run") == 0 && active("sched") == 0);
  }

  @Test
  void what_was_before_is_not_counted_but_an_active_job_is_when_it_ends() {
    flux.jobs().result(submit("true"));
    JobId held = held();

    follow();

    await().until(() -> registry.find("flux.jobs.active").gauge() != null);
    assertThat(registry.get("flux.jobs.finished").counters()).allMatch(c -> c.count() == 0);
    assertThat(registry.get("flux.job.events").counters()).allMatch(c -> c.count() == 0);
    flux.jobs().setUrgency(held, 16);
    end(held);
    assertThat(count("flux.jobs.finished", "result", "completed")).isEqualTo(1);
    assertThat(timed("flux.job.wait")).isEqualTo(1);
  }

  @Test
  void another_binder_counts_nothing_of_what_the_one_before_has_counted() {
    follow();
    end(submit("true"));
    metrics.close();
    metrics = FluxJobMetrics.of(flux);
    ended = 0;

    follow();
    end(submit("true"));

    assertThat(count("flux.jobs.finished", "result", "completed")).isEqualTo(1);
  }

  @Test
  void purged_jobs_stay_counted() {
    follow();
    end(submit("true"));

    flux.rpc(
        "job-manager.purge", Map.of("age_limit", 0.0, "num_limit", 0, "batch", 100, "force", true));
    end(submit("true"));

    assertThat(count("flux.jobs.finished", "result", "completed")).isEqualTo(2);
    assertThat(count("flux.jobs.lost")).isZero();
  }

  @Test
  void a_guest_may_not_read_the_journal_and_is_told_so() {
    try (Flux guest = Flux.open(uri + "?userid=1234");
        FluxJobMetrics refused = FluxJobMetrics.of(guest)) {
      refused.bindTo(registry);

      await().until(() -> gauge("flux.job.journal", "outcome", "denied") == 1);

      assertThat(gauge("flux.job.journal", "outcome", "success")).isZero();
      assertThat(registry.find("flux.jobs.active").gauges()).isEmpty();
    }
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void a_journal_that_was_refused_is_asked_for_again() {
    flux.close();
    metrics = FluxJobMetrics.builder(flux).pause(Duration.ofMillis(10)).build();
    metrics.bindTo(registry);

    await().until(() -> gauge("flux.job.journal", "outcome", "unreachable") == 1);
  }

  @Test
  void a_registry_that_is_bound_later_counts_from_then_on() {
    follow();
    end(submit("true"));
    MeterRegistry second = new SimpleMeterRegistry();
    metrics.bindTo(second);

    end(submit("true"));

    assertThat(count("flux.jobs.finished", "result", "completed")).isEqualTo(2);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        second
                            .get("flux.jobs.finished")
                            .tags("result", "completed")
                            .counter()
                            .count())
                    .isEqualTo(1));
    assertThat(second.get("flux.job.journal").tag("outcome", "success").gauge().value())
        .isEqualTo(1);
  }

  @Test
  void all_that_is_registered_is_documented_and_all_that_is_documented_is_registered() {
    follow();
    end(submit("true"));
    JobId held = held();
    flux.jobs().cancel(held);
    end(held);

    Documented.checkAll(registry, JobMeter.values());
  }

  private void follow() {
    metrics.bindTo(registry);
    await().until(() -> gauge("flux.job.journal", "outcome", "success") == 1);
  }

  private JobId submit(String... words) {
    return flux.jobs().submit(JobspecV1.fromCommand(List.of(words)).build());
  }

  private JobId held() {
    return flux.jobs()
        .submit(
            JobspecV1.fromCommand(List.of("true")).build(),
            SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD));
  }

  /** Waits until a job has ended and is no longer shown, which is when it is counted. */
  private void end(JobId job) {
    flux.jobs().result(job);
    await()
        .until(
            () ->
                registry.get("flux.jobs.finished").counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum()
                    >= ended + 1);
    ended++;
  }

  private double active(String state) {
    return gauge("flux.jobs.active", "queue", "anonymous", "state", state);
  }

  private double gauge(String name, String... tags) {
    var gauge = registry.find(name).tags(tags).gauge();
    return gauge == null ? -1 : gauge.value();
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }

  private long timed(String name, String... tags) {
    return registry.get(name).tags(tags).timer().count();
  }
}
