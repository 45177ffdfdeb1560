package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.JobResult.Outcome;
import org.junit.jupiter.api.Test;

/** What the real job shell does for its tasks, and an embedded instance does not. */
abstract class JobShellContract extends Contract {
  @Test
  void a_task_can_reach_the_instance() {
    assertThat(stdout(script("echo ${FLUX_URI:-none}")).strip()).isNotEqualTo("none");
  }

  @Test
  void a_job_shell_that_is_killed_fails_the_job_with_that_signal() throws Exception {
    JobId id = submit(script("echo $PPID; exec sleep 60"));
    String shell = awaitOutput(id).context().path("data").stringValue("").strip();
    new ProcessBuilder("kill", "-KILL", shell).start().waitFor();
    JobResult result = flux.jobs().result(id);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.waitStatus()).hasValue(9);
    assertThat(result.returnCode()).isEqualTo(-9);
    assertThat(result.exception()).isEmpty();
  }
}
