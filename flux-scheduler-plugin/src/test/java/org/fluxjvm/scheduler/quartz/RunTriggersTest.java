package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.fluxjvm.scheduler.RunKey;
import org.junit.jupiter.api.Test;
import org.quartz.JobDataMap;
import org.quartz.JobKey;
import org.quartz.Trigger;

class RunTriggersTest {
  private static final Instant DUE = Instant.parse("2027-03-01T12:00:00Z");
  private static final RunKey RUN = new RunKey("scheduler", "DEFAULT.trigger", DUE, 0);

  @Test
  void a_run_starts_when_it_was_due() {
    assertThat(trigger(DUE.plusSeconds(60)).getStartTime()).isEqualTo(DUE);
  }

  @Test
  void a_run_that_was_due_before_the_clock_was_set_back_starts_now() {
    Instant now = DUE.minusSeconds(3600);

    assertThat(trigger(now).getStartTime()).isEqualTo(now);
    assertThat(Origin.of(trigger(now))).contains(Origin.of(RUN));
  }

  private static Trigger trigger(Instant now) {
    return RunTriggers.of(RUN, new JobKey("job"), new JobDataMap(), now);
  }
}
