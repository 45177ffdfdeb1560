package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import org.fluxjvm.job.JobState;
import org.junit.jupiter.api.Test;

class WaitsTest {
  @Test
  void a_job_that_has_not_started_waits_for_what_its_state_is_named_after() {
    EnumSet<JobState> waiting = EnumSet.of(JobState.DEPEND, JobState.PRIORITY, JobState.SCHED);

    assertThat(Arrays.stream(JobState.values()).filter(state -> Waits.inFlux(state).isPresent()))
        .containsExactlyInAnyOrderElementsOf(waiting);
    assertThat(waiting)
        .allSatisfy(
            state -> assertThat(Waits.inFlux(state).orElseThrow()).startsWith(state + ": "));
  }
}
