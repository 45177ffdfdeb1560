package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a task finds around it. */
abstract class TasksContract extends Contract {
  @TempDir Path directory;

  private static CommandBuilder echo(String words) {
    return script("echo \"" + words + "\"");
  }

  @Test
  void tasks_are_numbered_and_know_how_many_they_are() {
    String output =
        stdout(
            echo("$FLUX_TASK_RANK $FLUX_TASK_LOCAL_ID $FLUX_JOB_SIZE $FLUX_JOB_NNODES")
                .numTasks(3));
    assertThat(output.lines()).containsExactlyInAnyOrder("0 0 3 1", "1 1 3 1", "2 2 3 1");
  }

  @Test
  void a_task_knows_its_job() {
    JobId id = submit(echo("$FLUX_JOB_ID"));
    assertThat(JobId.parse(output(id, "stdout").strip())).isEqualTo(id);
  }

  @Test
  void the_environment_is_the_one_of_the_jobspec() {
    String output =
        stdout(
            command("/usr/bin/env")
                .environment(Map.of("MODE", "full", "EMPTY", "", "TEXT", "ƒ = \"x\"")));
    assertThat(output.lines()).contains("MODE=full", "EMPTY=", "TEXT=ƒ = \"x\"");
    assertThat(output).doesNotContain("JAVA_HOME=", "HOME=");
  }

  @Test
  void a_command_is_looked_for_on_the_path_of_the_jobspec() throws IOException {
    Path program = directory.resolve("my-program");
    Files.writeString(program, "#!/bin/sh\necho mine\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PATH", directory + ":" + environment.get("PATH"));
    assertThat(stdout(command("my-program").environment(environment))).isEqualTo("mine\n");
  }

  @Test
  void a_job_runs_in_its_working_directory() throws IOException {
    assertThat(stdout(command("pwd", "-P").cwd(directory)).strip())
        .isEqualTo(directory.toRealPath().toString());
  }

  @Test
  void arguments_reach_the_command_as_they_are() {
    assertThat(stdout(command("printf", "%s|", "a b", "", "$HOME", "'", "ƒ")))
        .isEqualTo("a b||$HOME|'|ƒ|");
  }

  @Test
  void tasks_of_one_job_run_at_the_same_time() {
    String meet =
        "touch $0/$FLUX_TASK_RANK; until test -e $0/0 && test -e $0/1 && test -e $0/2;"
            + " do sleep 0.02; done";
    JobResult result = run(command("/bin/sh", "-c", meet, directory.toString()).numTasks(3));
    assertThat(result.isSuccess()).isTrue();
  }

  @Test
  void one_failed_task_fails_the_job_though_the_others_end_well() {
    assertThat(run(script("test $FLUX_TASK_RANK -ne 1").numTasks(3)).returnCode()).isEqualTo(1);
  }
}
