package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobStateTest {
  private static List<JobState> states(String... names) {
    List<JobState> states = new ArrayList<>();
    JobState state = JobState.NEW;
    for (String name : names) {
      int severity = name.equals("fatal") ? 0 : 1;
      String event = name.equals("fatal") ? "exception" : name;
      state =
          state.after(
              JobEvent.parse(
                  "{\"timestamp\":1,\"name\":\"%s\",\"context\":{\"severity\":%d}}"
                      .formatted(event, severity)));
      states.add(state);
    }
    return states;
  }

  @Test
  void a_job_goes_through_its_states_in_order() {
    assertThat(
            states(
                "submit",
                "validate",
                "depend",
                "priority",
                "alloc",
                "start",
                "finish",
                "release",
                "free",
                "clean"))
        .containsExactly(
            JobState.NEW,
            JobState.DEPEND,
            JobState.PRIORITY,
            JobState.SCHED,
            JobState.RUN,
            JobState.RUN,
            JobState.CLEANUP,
            JobState.CLEANUP,
            JobState.CLEANUP,
            JobState.INACTIVE);
  }

  @Test
  void a_change_of_urgency_asks_for_a_priority_again_while_the_job_waits() {
    assertThat(states("validate", "depend", "priority", "urgency", "priority", "alloc", "urgency"))
        .endsWith(JobState.PRIORITY, JobState.SCHED, JobState.RUN, JobState.RUN);
  }

  @Test
  void a_fatal_exception_leads_to_cleanup_from_everywhere() {
    assertThat(states("validate", "fatal", "clean"))
        .containsExactly(JobState.DEPEND, JobState.CLEANUP, JobState.INACTIVE);
    assertThat(states("validate", "depend", "priority", "alloc", "start", "fatal", "finish"))
        .endsWith(JobState.RUN, JobState.CLEANUP, JobState.CLEANUP);
  }

  @Test
  void other_exceptions_and_unknown_events_lead_nowhere() {
    assertThat(states("validate", "exception", "debug.foo", "memo")).containsOnly(JobState.DEPEND);
  }

  @Test
  void an_exception_after_the_end_changes_nothing() {
    assertThat(states("clean", "fatal")).containsOnly(JobState.INACTIVE);
  }
}
