package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.fluxjvm.rfc.Hostlist;
import org.junit.jupiter.api.Test;

class DependencyTest {
  private static CommandBuilder command() {
    return JobspecV1.fromCommand(List.of("true"));
  }

  @Test
  void dependencies_are_added_one_by_one() {
    Jobspec jobspec =
        command()
            .dependency("afterok", JobId.of(1234))
            .dependency("begin-time", "1700000000")
            .build();

    assertThat(jobspec.attribute("dependencies").orElseThrow())
        .hasToString(
            "[{\"scheme\":\"afterok\",\"value\":\"1234\"},"
                + "{\"scheme\":\"begin-time\",\"value\":\"1700000000\"}]");
    assertThatThrownBy(() -> command().dependency("", "1"))
        .isInstanceOf(JobspecException.class)
        .hasMessageContaining("scheme");
  }

  @Test
  void a_constraint_says_where_the_job_may_run() {
    Jobspec jobspec = command().constraint(Constraint.hostlist(Hostlist.of("vm"))).build();

    assertThat(jobspec.attribute("constraints").orElseThrow())
        .hasToString("{\"hostlist\":[\"vm\"]}");
  }
}
