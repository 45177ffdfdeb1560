package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fluxjvm.Errno;
import org.fluxjvm.job.JobExceptionEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that run on some nodes only (RFC 31). */
abstract class ConstraintContract extends Contract {
  private static final String JOBSPEC =
      simulated("0.001s").environment(Map.of("PATH", "/bin:/usr/bin")).build().toJson();

  private JobId constrained(String constraint) {
    String host = flux.attribute("hostlist").replaceFirst(",.*", "");
    String jobspec =
        JOBSPEC.replace(
            "\"duration\":0", "\"duration\":0,\"constraints\":" + constraint.replace("HOST", host));
    return track(Submission.of(flux, jobspec).submit(flux));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"hostlist\":[\"HOST\"]}",
        "{\"ranks\":[\"0\"]}",
        "{\"ranks\":[\"7-9\",\"0-3\"]}",
        "{\"properties\":[]}",
        "{\"properties\":[\"^big\"]}",
        "{\"and\":[]}",
        "{\"and\":[{\"ranks\":[\"0\"]},{\"hostlist\":[\"HOST\"]}]}",
        "{\"or\":[{\"ranks\":[\"1\"]},{\"ranks\":[\"0\"]}]}",
        "{\"not\":[{\"ranks\":[\"1\"]}]}",
        "{\"not\":[{\"properties\":[\"big\"]}]}",
        "{\"not\":[{\"ranks\":[\"1\"]},{\"ranks\":[\"0\"]}]}",
      })
  void a_job_runs_on_a_node_that_its_constraint_allows(String constraint) {
    assertThat(flux.jobs().result(constrained(constraint)).isSuccess()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ranks\":[\"7-9\"]}",
        "{\"ranks\":[]}",
        "{\"hostlist\":[]}",
        "{\"properties\":[\"big\"]}",
        "{\"properties\":[\"HOST\"]}",
        "{\"properties\":[\"^big\",\"small\"]}",
        "{\"or\":[]}",
        "{\"not\":[{\"ranks\":[\"0\"]}]}",
        "{\"and\":[{\"ranks\":[\"0\"]},{\"ranks\":[\"1\"]}]}",
      })
  void a_constraint_that_no_node_fulfils_ends_the_job_by_an_alloc_exception(String constraint) {
    JobId id = constrained(constraint);
    JobResult result = flux.jobs().result(id);
    assertThat(result.outcome()).isEqualTo(JobResult.Outcome.FAILED);
    JobExceptionEvent exception = result.exception().orElseThrow();
    assertThat(exception.type()).isEqualTo("alloc");
    assertThat(exception.severity()).isZero();
    assertThat(exception.note()).startsWith("unsatisfiable request");
    assertThat(names(id))
        .containsExactly("submit", "validate", "depend", "priority", "exception", "clean");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"nosuch\":[]}",
        "{\"userid\":[1]}",
        "{\"hostlist\":[\"no-such-host\"]}",
        "{\"hostlist\":[\"a[1-\"]}",
        "{\"ranks\":[\"0-\"]}",
        "{\"ranks\":0}",
        "{\"properties\":[\"a&b\"]}",
        "{\"properties\":[1]}",
        "{\"and\":[{\"ranks\":[\"0\"]},{\"nosuch\":[1]}]}",
        "{\"and\":[1]}",
        "[]",
      })
  void what_is_no_constraint_on_nodes_here_is_eperm(String constraint) {
    assertThat(refusal(() -> constrained(constraint))).isEqualTo(Errno.EPERM);
  }

  @Test
  void a_constraint_can_be_written_as_text() {
    assertThat(run(simulated("0.001s").requires("rank:0 and not big")).isSuccess()).isTrue();
  }
}
