package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.JobId;
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
  void a_file_of_the_jobspec_is_in_the_directory_of_the_job() {
    CommandBuilder job =
        command("cat", "{{tmpdir}}/greeting").addFile("greeting", "hello\nthere\n");
    assertThat(stdout(job)).isEqualTo("hello\nthere\n");
  }
}
