package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with what Flux's Python bindings emitted for the same arguments. */
class JobspecV1Test {
  private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/bin");

  private static CommandBuilder command(String... words) {
    return JobspecV1.fromCommand(List.of(words)).environment(ENVIRONMENT);
  }

  private static PerResourceBuilder perResource() {
    return JobspecV1.perResource(List.of("a")).environment(ENVIRONMENT);
  }

  private static void assertEmits(String sample, JobspecBuilder<?> builder) {
    assertThat(builder.build().toTree()).isEqualTo(Sample.read(sample).toTree());
  }

  @Test
  void a_command_is_one_task_on_one_core() {
    assertEmits("command", command("hostname"));
  }

  @Test
  void tasks_have_cores_and_gpus() {
    assertEmits("command-cores-gpus", command("a", "b").numTasks(4).coresPerTask(2).gpusPerTask(1));
  }

  @Test
  void tasks_are_spread_over_exclusive_nodes() {
    assertEmits("command-exclusive", command("a").numTasks(4).numNodes(2).exclusive(true));
  }

  @Test
  void tasks_that_do_not_divide_by_the_nodes_are_counted_in_total() {
    assertEmits("command-uneven", command("a").numTasks(5).numNodes(2));
  }

  @Test
  void every_common_attribute_has_its_place() {
    assertEmits(
        "command-all",
        command("a")
            .duration("1.5m")
            .envExpand(Map.of("R", "{{rank}}"))
            .cwd(Path.of("/home/u"))
            .rlimits(Map.of("nofile", 12000L))
            .name("n1")
            .input(Path.of("/in"))
            .labelIo(true)
            .output("out-{{id}}")
            .error("err")
            .unbuffered(true)
            .queue("q")
            .bank("b"));
  }

  @Test
  void labels_need_a_file() {
    assertEmits("unbuffered", command("a").unbuffered(true).labelIo(true));
  }

  @Test
  void attributes_options_and_files_are_set_by_key() {
    assertEmits(
        "attributes",
        JobspecV1.fromCommand(List.of("grüße"))
            .environment(Map.of("Ü", "日本😀"))
            .setAttribute("user.a.b", 1)
            .setAttribute("z", List.of(1))
            .setShellOption("mpi", "none")
            .addFile("t.txt", "text\n", 0644)
            .addFile("c.json", Map.of("k", 1.5)));
  }

  @Test
  void cores_are_slots_of_their_own_per_resource() {
    assertEmits("per-resource-cores", perResource().ncores(4));
    assertEmits("per-resource-core", perResource().ncores(4).perResource("core", 2));
  }

  @Test
  void nodes_share_the_cores_per_resource() {
    assertEmits(
        "per-resource-node",
        perResource().nnodes(2).ncores(8).gpusPerNode(1).perResource("node", 1));
    assertEmits(
        "per-resource-exclusive", perResource().nnodes(2).exclusive(true).perResource("node", 3));
  }

  @Test
  void a_batch_job_carries_its_script() {
    assertEmits(
        "batch",
        JobspecV1.fromBatchCommand("#!/bin/sh\nflux run hostname\n", "myjob")
            .args(List.of("x", "y"))
            .numSlots(4)
            .coresPerSlot(2)
            .numNodes(2)
            .brokerOpts(List.of("-Sfoo=1"))
            .cwd("/home/u")
            .environment(ENVIRONMENT));
  }

  @Test
  void a_batch_job_carries_its_configuration() {
    assertEmits(
        "batch-conf",
        JobspecV1.fromBatchCommand("#!/bin/sh\nexit\n", "j")
            .conf(Map.of("resource", Map.of("noverify", true)))
            .brokerOpts(List.of("-v"))
            .environment(ENVIRONMENT));
  }

  @Test
  void a_nested_instance_runs_a_program() {
    assertEmits(
        "nest",
        JobspecV1.fromNestCommand(List.of("prog", "arg"))
            .numSlots(2)
            .coresPerSlot(1)
            .gpusPerSlot(1)
            .numNodes(1)
            .exclusive(true)
            .conf(Map.of("a", 1))
            .environment(ENVIRONMENT));
  }

  @Test
  void the_defaults_of_a_nested_instance_can_be_changed() {
    Jobspec jobspec =
        JobspecV1.fromNestCommand(List.of("prog")).setShellOption("exit-timeout", "30s").build();
    assertThat(jobspec.shellOption("exit-timeout").orElseThrow().asString()).isEqualTo("30s");
  }

  @Test
  void a_job_inherits_the_environment_unless_it_has_one() {
    assertThat(JobspecV1.fromCommand(List.of("a")).build().environment())
        .isEqualTo(System.getenv());
    assertThat(JobspecV1.fromCommand(List.of("a")).environment(Map.of()).build().environment())
        .isEmpty();
  }

  @Test
  void an_unset_duration_is_the_integer_0_and_a_set_one_has_a_fraction() {
    assertThat(command("a").build().toJson()).contains("\"duration\":0,");
    assertThat(command("a").duration(90).build().toJson()).contains("\"duration\":90.0,");
    assertThat(command("a").duration(Duration.ofMillis(90_005)).build().toJson())
        .contains("\"duration\":90.005,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inf", "-1", "1_000", "", "soon"})
  void a_time_limit_must_be_a_finite_duration(String limit) {
    assertThatThrownBy(() -> command("a").duration(limit))
        .isInstanceOf(JobspecException.class)
        .hasMessageStartingWith("duration: ")
        .hasMessageContaining("'" + limit + "'");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void a_time_limit_must_be_a_finite_number(double seconds) {
    assertThatThrownBy(() -> command("a").duration(seconds))
        .isInstanceOf(JobspecException.class)
        .hasMessage("duration: must be a finite number of seconds >= 0, got " + seconds);
  }

  @Test
  void a_later_call_counts() {
    Jobspec jobspec =
        command("a").output("x").output("none").unbuffered(true).unbuffered(false).build();
    assertThat(jobspec.output()).isEmpty();
    assertThat(jobspec.attribute("shell")).isEmpty();
  }
}
