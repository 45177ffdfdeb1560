package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.JobResult.Outcome;
import org.junit.jupiter.api.Test;

/** What the real job shell does for its tasks, and an embedded instance does not. */
abstract class JobShellContract extends Contract {
  @Test
  void a_task_finds_a_directory_of_the_job_that_is_gone_afterwards() {
    JobId id = submit(script("test -d \"$FLUX_JOB_TMPDIR\" && echo \"$FLUX_JOB_TMPDIR\""));
    flux.jobs().result(id);
    assertThat(Path.of(output(id, "stdout").strip())).isAbsolute().doesNotExist();
  }

  @Test
  void a_task_can_reach_the_instance() {
    assertThat(stdout(script("echo ${FLUX_URI:-none}")).strip()).isNotEqualTo("none");
  }

  @Test
  void templates_in_the_environment_are_expanded() {
    JobId id = submit(script("echo $WHERE").envExpand(Map.of("WHERE", "job {{id}}")));
    assertThat(output(id, "stdout")).isEqualTo("job " + id.f58() + "\n");
  }

  @Test
  void a_template_that_the_job_shell_does_not_know_stays_as_it_is() {
    CommandBuilder job =
        script("echo $BAD $GOOD").envExpand(Map.of("BAD", "{{rank}}", "GOOD", "{{task.rank}}"));
    assertThat(stdout(job)).isEqualTo("{{rank}} 0\n");
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

  @Test
  void a_file_of_the_jobspec_is_in_the_directory_of_the_job() {
    CommandBuilder job =
        command("cat", "{{tmpdir}}/greeting").addFile("greeting", "hello\nthere\n");
    assertThat(stdout(job)).isEqualTo("hello\nthere\n");
  }
}
