package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import org.fluxjvm.job.JobResult.Outcome;
import org.fluxjvm.rfc.Hostlist;
import org.fluxjvm.rfc.Idset;
import org.fluxjvm.user.CurrentUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobQueryTest {
  private static String payload(JobQuery query) {
    return query.payload().toString();
  }

  @Test
  void the_jobs_of_a_user_are_asked_for_by_id() {
    assertThat(payload(JobQuery.user(1000)))
        .isEqualTo(
            "{\"max_entries\":1000,\"attrs\":[\"all\"],\"since\":0.0,"
                + "\"constraint\":{\"and\":[{\"and\":[]},{\"userid\":[1000]}]}}");
  }

  @Test
  void a_user_may_be_named() {
    String me = System.getProperty("user.name");

    assertThat(payload(JobQuery.user(me)))
        .isEqualTo(payload(JobQuery.user(CurrentUser.ofRequests())));
    assertThat(payload(JobQuery.user("root"))).isEqualTo(payload(JobQuery.user(0)));
    assertThat(payload(JobQuery.user("54321"))).isEqualTo(payload(JobQuery.user(54321)));
    assertThatThrownBy(() -> JobQuery.user("no such user"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'no such user' is neither a user of this machine nor a user id");
  }

  @Test
  void states_and_results_are_alternatives() {
    JobQuery query =
        JobQuery.everyone().states(JobState.PENDING).results(Set.of(Outcome.FAILED)).limit(7);

    assertThat(payload(query))
        .contains("\"max_entries\":7")
        .contains("{\"or\":[{\"states\":[14]},{\"results\":[2]}]}");
  }

  @Test
  void conditions_add_up() {
    JobQuery query =
        JobQuery.everyone()
            .where(Constraint.name("a"))
            .where(Constraint.not(Constraint.queue("debug")))
            .since(Instant.ofEpochMilli(1500));

    assertThat(payload(query))
        .contains("\"since\":1.5")
        .contains("{\"and\":[{\"name\":[\"a\"]},{\"not\":[{\"queue\":[\"debug\"]}]}]}");
  }

  @Test
  void every_operator_is_spelled_as_rfc_43_spells_it() {
    Constraint all =
        Constraint.or(
            Constraint.userid(7, JobSelection.ANY_USER),
            Constraint.states(JobState.RUN, JobState.CLEANUP),
            Constraint.results(Outcome.TIMEOUT),
            Constraint.hostlist(Hostlist.parse("n1,n2")),
            Constraint.ranks(Idset.parse("0-1")),
            Constraint.properties("fast", "^slow"),
            Constraint.entered(JobState.NEW, ">1.5"),
            Constraint.entered(JobState.DEPEND, ">=1"),
            Constraint.entered(JobState.PRIORITY, "<1"),
            Constraint.entered(JobState.SCHED, "<=1"),
            Constraint.entered(JobState.RUN, ">1"),
            Constraint.entered(JobState.CLEANUP, ">1"),
            Constraint.entered(JobState.INACTIVE, ">1"));

    assertThat(all)
        .hasToString(
            "{\"or\":[{\"userid\":[7,-1]},{\"states\":[48]},{\"results\":[8]},"
                + "{\"hostlist\":[\"n[1-2]\"]},{\"ranks\":[\"0-1\"]},"
                + "{\"properties\":[\"fast\",\"^slow\"]},{\"t_submit\":[\">1.5\"]},"
                + "{\"t_depend\":[\">=1\"]},{\"t_priority\":[\"<1\"]},{\"t_sched\":[\"<=1\"]},"
                + "{\"t_run\":[\">1\"]},{\"t_cleanup\":[\">1\"]},{\"t_inactive\":[\">1\"]}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "=5", ">", "> 5", ">5s", ">-1", ">1e3s"})
  void a_time_is_an_operator_and_seconds(String comparison) {
    assertThatThrownBy(() -> Constraint.entered(JobState.RUN, comparison))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("t_run: must be");
  }

  @Test
  void a_limit_is_not_negative() {
    assertThatThrownBy(() -> JobQuery.everyone().limit(-1)).hasMessageContaining("limit");
  }
}
