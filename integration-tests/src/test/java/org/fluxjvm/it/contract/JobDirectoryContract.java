package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.JobId;
import org.junit.jupiter.api.Test;

/** The directory that a job has while it runs, its files, and the templates that name them. */
abstract class JobDirectoryContract extends Contract {
  @Test
  void a_task_finds_a_directory_of_the_job_that_is_gone_afterwards() {
    JobId id = submit(script("test -d \"$FLUX_JOB_TMPDIR\" && echo \"$FLUX_JOB_TMPDIR\""));
    flux.jobs().result(id);
    assertThat(Path.of(output(id, "stdout").strip())).isAbsolute().doesNotExist();
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
  void a_file_of_the_jobspec_is_in_the_directory_of_the_job() {
    CommandBuilder job =
        command("cat", "{{tmpdir}}/greeting").addFile("greeting", "hello\nthere\n");
    assertThat(stdout(job)).isEqualTo("hello\nthere\n");
  }

  @Test
  void a_template_of_the_environment_names_the_directory_and_the_task() {
    CommandBuilder job =
        script("test \"$WHERE\" = \"$FLUX_JOB_TMPDIR/1\" && echo same")
            .numTasks(2)
            .envExpand(Map.of("WHERE", "{{tmpdir}}/{{task.rank}}"));
    assertThat(stdout(job)).isEqualTo("same\n");
  }
}
