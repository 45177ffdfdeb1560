package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fluxjvm.Errno;
import org.junit.jupiter.api.Test;

class SchedulerPollTest {
  private final Answers flux = new Answers();

  @Test
  void passes_and_pending_jobs_are_read() {
    assertThat(value(InstanceMeter.SCHED_PASSES, "schedule")).isEqualTo(9);
    assertThat(value(InstanceMeter.SCHED_PASSES, "forecast")).isEqualTo(2);
    assertThat(value(InstanceMeter.SCHED_YIELDS, "schedule")).isEqualTo(12);
    assertThat(value(InstanceMeter.SCHED_PENDING)).isEqualTo(7);
    assertThat(value(InstanceMeter.SCHED_INTERVAL)).isEqualTo(0.44);
  }

  @Test
  void a_scheduler_is_found_by_what_it_provides_whatever_its_name() {
    modules("{\"name\":\"sched-fifo\",\"services\":[\"sched-fifo\",\"sched\"]}")
        .answer("sched-fifo.stats-get", "{\"sched_passes\":5,\"sched_delay\":0.5}");

    assertThat(value(InstanceMeter.SCHED_PASSES, "schedule")).isEqualTo(5);
    assertThat(value(InstanceMeter.SCHED_DELAY)).isEqualTo(0.5);
  }

  @Test
  void a_scheduler_with_other_statistics_is_unsupported() {
    modules("{\"name\":\"sched-fluxion-qmanager\",\"services\":[\"sched\"]}")
        .answer("sched-fluxion-qmanager.stats-get", "{\"queues\":{}}");

    assertThat(outcome()).isEqualTo(PollOutcome.UNSUPPORTED);
  }

  @Test
  void an_instance_without_scheduler_is_unsupported() {
    modules("{\"name\":\"kvs\",\"services\":[\"kvs\"]}");

    assertThat(outcome()).isEqualTo(PollOutcome.UNSUPPORTED);
  }

  @Test
  void a_guest_is_denied() {
    flux.fail("sched-simple.stats-get", Errno.EPERM);

    assertThat(outcome()).isEqualTo(PollOutcome.DENIED);
  }

  private Answers modules(String module) {
    return flux.answer("module.list", "{\"mods\":[" + module + "]}");
  }

  private double value(InstanceMeter meter, String... tags) {
    return new SchedulerPoll()
        .ask(flux)
        .join()
        .values()
        .getOrDefault(new Series(meter, List.of(tags)), Double.NaN);
  }

  private PollOutcome outcome() {
    return PollOutcome.of(new SchedulerPoll().ask(flux).exceptionNow());
  }
}
