package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Polls that fail, each by itself. */
class DegradedPollsTest {
  private final MeteredInstance instance = new MeteredInstance();

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void a_guest_is_refused_the_scheduler_alone() {
    instance.flux.fail("sched-simple.stats-get", Errno.EPERM);

    instance.polled();

    assertThat(instance.polls("sched.stats-get", "denied")).isEqualTo(1);
    assertThat(instance.registry.find("flux.sched.passes").meters()).isEmpty();
    assertThat(instance.value("flux.overlay.brokers", "status", "full")).isEqualTo(4);
    assertThat(instance.value("flux.up")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"EPERM, denied", "ENOSYS, unsupported", "EPROTO, error", "ECONNRESET, unreachable"})
  void what_flux_refuses_is_absent_and_all_else_is_there(Errno errno, String outcome) {
    instance.flux.fail("resource.sched-status", errno);

    instance.polled();

    assertThat(instance.registry.find("flux.resource.cores").meters()).isEmpty();
    assertThat(instance.registry.find("flux.resource.nodes").tag("state", "all").gauges())
        .isEmpty();
    assertThat(instance.value("flux.resource.nodes", "state", "drained")).isEqualTo(1);
    assertThat(instance.sum("flux.jobs")).isEqualTo(3);
    assertThat(instance.value("flux.up")).isEqualTo(1);
    assertThat(instance.polls("resource.sched-status", outcome)).isEqualTo(1);
    assertThat(instance.polls("job-list.job-stats", "success")).isEqualTo(1);
  }

  @Test
  void an_answer_that_makes_no_sense_is_an_error_of_that_poll_only() {
    instance
        .flux
        .answer("resource.sched-status", "{\"all\":{\"version\":1,\"execution\":7}}")
        .answer("job-manager.stats-get", "{\"journal\":\"?\",\"active_jobs\":\"many\"}")
        .answer("job-list.job-stats", "{\"queues\":[17,{\"name\":null}]}")
        .answer("resource.status", "{\"offline\":\"0-2147483647\",\"drain\":[]}")
        .answer("job-manager.queue-list", "{\"queues\":{\"a\":1}}");

    instance.polled();

    assertThat(instance.polls("resource.sched-status", "error")).isEqualTo(1);
    assertThat(instance.polls("job-manager.stats-get", "success")).isEqualTo(1);
    assertThat(instance.registry.find("flux.job.manager").meters()).isEmpty();
    assertThat(instance.value("flux.resource.nodes", "state", "offline")).isEqualTo(0x1p31);
    assertThat(instance.value("flux.up")).isEqualTo(1);
  }

  @Test
  void meters_go_when_flux_is_lost_and_come_back_with_it() {
    instance.polled();
    Set<String> before = instance.names();

    instance.flux.failAll(Errno.ECONNRESET);
    instance.poll();

    assertThat(instance.value("flux.up")).isZero();
    assertThat(instance.names()).containsExactlyInAnyOrder("flux.up", "flux.poll");

    instance.flux.answerAll();
    instance.poll();

    assertThat(instance.value("flux.up")).isEqualTo(1);
    assertThat(instance.names()).isEqualTo(before);
  }

  @Test
  void a_library_that_does_not_fit_is_an_error_of_each_poll_and_not_the_end_of_polling() {
    instance.meter(
        (topic, payload, rank) -> {
          throw new NoSuchFieldError("POJO");
        },
        settings -> settings.interval(Duration.ofMillis(5)));

    instance.polled();

    await().until(() -> instance.polls("job-list.job-stats", "error") > 2);
    assertThat(instance.value("flux.up")).isZero();
  }

  @Test
  void what_was_never_asked_is_no_answer() {
    instance.meter(
        (topic, payload, rank) -> CompletableFuture.failedFuture(new IllegalStateException()),
        settings -> settings);

    instance.polled();

    assertThat(instance.polls("job-list.job-stats", "error")).isEqualTo(1);
    assertThat(instance.value("flux.up")).isZero();
  }

  @Test
  void an_answer_that_cannot_be_read_is_one_and_so_is_an_error() {
    instance.flux.failAll(Errno.ECONNRESET);
    instance.flux.answer("resource.sched-status", "{\"all\":{\"version\":1,\"execution\":7}}");
    instance.polled();
    assertThat(instance.polls("resource.sched-status", "error")).isEqualTo(1);
    assertThat(instance.value("flux.up")).isEqualTo(1);

    instance.flux.fail("resource.sched-status", Errno.EINVAL);
    instance.poll();
    assertThat(instance.value("flux.up")).isEqualTo(1);

    instance.flux.fail("resource.sched-status", Errno.EHOSTUNREACH);
    instance.poll();
    assertThat(instance.value("flux.up")).isZero();
  }

  @Test
  void a_counter_that_an_answer_lacks_keeps_its_value_until_it_is_removed() {
    PolledGroup group = new PolledGroup(new JobManagerPoll());
    LastKnown counter = new LastKnown(group, new Series(InstanceMeter.JOURNAL_EVENTS, List.of()));
    var _ = group.take(new Readings().add(InstanceMeter.JOURNAL_EVENTS, 92), null);
    assertThat(counter.get()).isEqualTo(92.0);

    var _ = group.take(null, new FluxException(Errno.ECONNRESET, "test", ""));

    assertThat(counter.get()).isEqualTo(92.0);
  }
}
