package org.fluxjvm.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fluxjvm.job.Jobspec;
import org.junit.jupiter.api.Test;

class JobspecsTest {
  private static final Jobspecs JOBSPECS =
      new Jobspecs(Map.of("PATH", "/bin", "MODE", "none"), Path.of("/start"));

  private static List<Jobspec> jobspecs(String file) throws ScheduleFileException {
    return Samples.right(file).jobs().stream().map(JOBSPECS::of).toList();
  }

  @Test
  void a_command_becomes_a_jobspec_of_all_its_keys() throws ScheduleFileException {
    Jobspec jobspec = jobspecs("defaults.yaml").getFirst();

    assertThat(jobspec.command()).containsExactly("make", "report");
    assertThat(jobspec.name()).contains("inherits");
    assertThat(jobspec.resourceCounts())
        .containsEntry("node", 4L)
        .containsEntry("slot", 8L)
        .containsEntry("core", 16L)
        .containsEntry("gpu", 8L);
    assertThat(jobspec.resources().path(0).path("exclusive").asBoolean()).isTrue();
    assertThat(jobspec.duration()).contains(Duration.ofMinutes(90));
    assertThat(jobspec.queue()).contains("batch");
    assertThat(jobspec.bank()).contains("physics");
    assertThat(jobspec.cwd()).contains("/data");
    assertThat(jobspec.environment())
        .containsOnly(Map.entry("PATH", "/bin"), Map.entry("MODE", "full"));
    assertThat(jobspec.input()).contains("in.txt");
    assertThat(jobspec.output()).contains("{{name}}-{{id}}.out");
    assertThat(jobspec.error()).contains("{{name}}-{{id}}.err");
  }

  @Test
  void a_script_travels_in_its_jobspec() throws ScheduleFileException {
    Jobspec jobspec = jobspecs("defaults.yaml").getLast();

    assertThat(jobspec.command()).containsExactly("flux", "broker", "{{tmpdir}}/script");
    assertThat(jobspec.name()).contains("overrides");
    assertThat(jobspec.toJson()).contains("#!/bin/sh\\nflux run hostname\\n");
    assertThat(jobspec.duration()).isEmpty();
  }

  @Test
  void a_jobspec_file_is_named_as_the_job() throws ScheduleFileException {
    Jobspec jobspec = jobspecs("jobspecs.yaml").getFirst();

    assertThat(jobspec.name()).contains("json");
    assertThat(jobspec.duration()).contains(Duration.ofSeconds(60));
    assertThat(jobspec.queue()).isEmpty();
  }

  @Test
  void a_job_starts_where_the_scheduler_runs() throws ScheduleFileException {
    Jobspec jobspec = jobspecs("minimal.yaml").getFirst();

    assertThat(jobspec.cwd()).contains("/start");
    assertThat(jobspec.environment()).containsEntry("PATH", "/bin");
  }

  @Test
  void a_variable_with_a_template_is_left_to_the_job_shell() throws ScheduleFileException {
    Jobspec jobspec = jobspecs("as-written.yaml").getFirst();

    assertThat(jobspec.environment()).containsEntry("A", "010").doesNotContainKey("RANK");
    assertThat(jobspec.shellOption("env-expand").orElseThrow().path("RANK").asString())
        .isEqualTo("{{taskid}}");
  }

  @Test
  void nodes_without_tasks_get_a_task_each() throws ScheduleFileException {
    ScheduledJob job = Samples.right("nodes.yaml").jobs().getFirst();

    assertThat(JOBSPECS.of(job).resourceCounts())
        .containsEntry("node", 3L)
        .containsEntry("slot", 3L);
  }
}
