package org.fluxjvm.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.InstanceBuilder;
import org.fluxjvm.job.JobspecBuilder;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.PerResourceBuilder;
import org.fluxjvm.junit.EnabledIfFlux;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The factories emit the JSON that the original emits: every keyword of each of the four. */
@EnabledIfFlux
class FactoriesAgainstPythonTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/bin");
  private static final String SCRIPT = "#!/bin/sh\necho $1\n";
  private static final String PYTHON_SCRIPT = "'#!/bin/sh\\necho $1\\n'";
  private static final String PLAIN = "env=['-*'], rlimit=['-*']";

  private final Map<String, JobspecBuilder<?>> cases = new LinkedHashMap<>();

  private static CommandBuilder command() {
    return JobspecV1.fromCommand(List.of("a", "b")).environment(ENVIRONMENT);
  }

  private void command(String keywords, JobspecBuilder<?> java) {
    cases.put("JobspecV1.from_command(['a', 'b'], environment=E, " + keywords + ")", java);
  }

  private static PerResourceBuilder per() {
    return JobspecV1.perResource(List.of("a")).environment(ENVIRONMENT);
  }

  private void per(String keywords, JobspecBuilder<?> java) {
    cases.put("JobspecV1.per_resource(['a'], environment=E, " + keywords + ")", java);
  }

  private void instance(String keywords, Configuration configuration) {
    cases.put(
        "JobspecV1.from_batch_command(%s, 'j', environment=E, %s)"
            .formatted(PYTHON_SCRIPT, keywords),
        configuration.of(JobspecV1.fromBatchCommand(SCRIPT, "j")));
    cases.put(
        "JobspecV1.from_nest_command(['a', 'b'], environment=E, %s)".formatted(keywords),
        configuration.of(JobspecV1.fromNestCommand(List.of("a", "b"))));
  }

  private interface Configuration {
    <B extends InstanceBuilder<B>> B apply(B builder);

    default <B extends InstanceBuilder<B>> B of(B builder) {
      return apply(builder.environment(ENVIRONMENT));
    }
  }

  private void submit(String keywords, CommandBuilder java) {
    cases.put("JobspecV1.from_submit(['a', 'b'], %s, %s)".formatted(PLAIN, keywords), java);
  }

  private static CommandBuilder submitted() {
    return JobspecV1.fromCommand(List.of("a", "b")).environment(Map.of());
  }

  @TestFactory
  List<DynamicTest> what_python_emits_is_emitted() {
    commands();
    streams();
    perResource();
    instances();
    options();
    samples();
    List<JsonNode> emitted = FluxPython.evaluate(List.copyOf(cases.keySet()));
    List<DynamicTest> tests = new ArrayList<>();
    cases.forEach(
        (python, java) -> {
          JsonNode expected = emitted.get(tests.size());
          tests.add(
              DynamicTest.dynamicTest(
                  python, () -> assertThat(java.build().toTree()).isEqualTo(expected)));
        });
    return tests;
  }

  private void commands() {
    command("", command());
    command("num_tasks=4", command().numTasks(4));
    command("num_tasks=4, cores_per_task=2", command().numTasks(4).coresPerTask(2));
    command("gpus_per_task=0", command().gpusPerTask(0));
    command("gpus_per_task=2", command().gpusPerTask(2));
    command("num_tasks=4, num_nodes=2", command().numTasks(4).numNodes(2));
    command("num_tasks=5, num_nodes=2", command().numTasks(5).numNodes(2));
    command("num_nodes=1, exclusive=True", command().numNodes(1).exclusive(true));
    command("num_nodes=1, exclusive=False", command().numNodes(1).exclusive(false));
    command("duration=90", command().duration(90));
    command("duration=0.25", command().duration(0.25));
    command("duration=0", command().duration(0));
    command("duration='1.5h'", command().duration("1.5h"));
    command("duration='100ms'", command().duration("100ms"));
    command(
        "duration=datetime.timedelta(seconds=90, milliseconds=5)",
        command().duration(Duration.ofMillis(90_005)));
    command("cwd='/x'", command().cwd("/x"));
    command("cwd=pathlib.Path('/x')", command().cwd(Path.of("/x")));
    command("env_expand={'R': '{{id}}'}", command().envExpand(Map.of("R", "{{id}}")));
    command("env_expand={}", command().envExpand(Map.of()));
    command(
        "rlimits={'nofile': 12, 'core': -1}", command().rlimits(Map.of("nofile", 12, "core", -1)));
    command("name='é', queue='q', bank='b'", command().name("é").queue("q").bank("b"));
  }

  private void streams() {
    command("input='/in'", command().input("/in"));
    command("input=pathlib.Path('/in')", command().input(Path.of("/in")));
    command("output='out-{{id}}'", command().output("out-{{id}}"));
    command("output='none', error='kvs'", command().output("none").error("kvs"));
    command("output='o', error='e'", command().output(Path.of("o")).error(Path.of("e")));
    command("output='o', label_io=True", command().output("o").labelIo(true));
    command("error='e', label_io=True", command().error("e").labelIo(true));
    command("label_io=True", command().labelIo(true));
    command("unbuffered=True", command().unbuffered(true));
    command(
        "output='o', error='e', input='i', label_io=True, unbuffered=True",
        command().output("o").error("e").input("i").labelIo(true).unbuffered(true));
  }

  private void perResource() {
    per("ncores=4", per().ncores(4));
    per(
        "ncores=4, per_resource_type='core', per_resource_count=2",
        per().ncores(4).perResource("core", 2));
    per("nnodes=2, ncores=8", per().nnodes(2).ncores(8));
    per(
        "nnodes=2, ncores=8, gpus_per_node=1, per_resource_type='node', per_resource_count=1",
        per().nnodes(2).ncores(8).gpusPerNode(1).perResource("node", 1));
    per("nnodes=2, exclusive=True", per().nnodes(2).exclusive(true));
    per(
        "nnodes=2, ncores=4, exclusive=True, gpus_per_node=0",
        per().nnodes(2).ncores(4).exclusive(true).gpusPerNode(0));
    per("ncores=1, duration='1m', name='n'", per().ncores(1).duration("1m").name("n"));
  }

  private void instances() {
    instance(
        "num_slots=1",
        new Configuration() {
          @Override
          public <B extends InstanceBuilder<B>> B apply(B builder) {
            return builder.numSlots(1);
          }
        });
    instance(
        "num_slots=4, cores_per_slot=2, gpus_per_slot=1, num_nodes=2, exclusive=True,"
            + " broker_opts=['-Sa=1', '-v'], conf={'a': {'b': [1, 2.5]}}, duration='5m'",
        new Configuration() {
          @Override
          public <B extends InstanceBuilder<B>> B apply(B builder) {
            return builder
                .numSlots(4)
                .coresPerSlot(2)
                .gpusPerSlot(1)
                .numNodes(2)
                .exclusive(true)
                .brokerOpts(List.of("-Sa=1", "-v"))
                .conf(Map.of("a", Map.of("b", List.of(1, 2.5))))
                .duration("5m");
          }
        });
    cases.put(
        "JobspecV1.from_batch_command(%s, 'j', args=['x', 'y'], environment=E)"
            .formatted(PYTHON_SCRIPT),
        JobspecV1.fromBatchCommand(SCRIPT, "j").args(List.of("x", "y")).environment(ENVIRONMENT));
    cases.put(
        "JobspecV1.from_nest_command([], environment=E)",
        JobspecV1.fromNestCommand(List.of()).environment(ENVIRONMENT));
  }

  private void options() {
    submit("ntasks=2", submitted().numTasks(2));
    submit(
        "dependency=['afterok:ƒ123', 'begin-time:1.5?a=1']",
        submitted().dependency("afterok:ƒ123").dependency("begin-time:1.5?a=1"));
    submit(
        "requires=['host:vm and -rank:0', 'a,b']", submitted().requires("host:vm and -rank:0 a,b"));
    submit("signal='USR1@30s'", submitted().signal("USR1@30s"));
    submit("signal='@2m'", submitted().signal("@2m"));
    submit("signal='SIGTERM'", submitted().signal("SIGTERM"));
    submit("taskmap='cyclic'", submitted().taskmap("cyclic"));
    submit("taskmap='manual:[[0,1,1,1]]'", submitted().taskmap("manual:[[0,1,1,1]]"));
    submit(
        "shell_options={'verbose': 1, 'a.b': {'c': None}}",
        submitted().setShellOption("verbose", 1).setShellOption("a.b", nothing()));
    submit(
        "time_limit='1h', attributes={'x': 1, 'user.y': [2]}",
        submitted().duration("1h").setAttribute("x", 1).setAttribute("user.y", List.of(2)));
    submit(
        "add_file=['greeting=hello\\\\n', 'run:0755=#!/bin/sh\\\\n']",
        submitted().addFile("greeting", "hello\n").addFile("run", "#!/bin/sh\n", 0755));
    cases.put(
        "JobspecV1.from_command(['a', 'b']).apply_options(env=['-*', 'A=b', 'C=$A-${A}$$',"
            + " 'R={{id}}', 'PATH', '-C?'])",
        JobspecV1.fromCommand(List.of("a", "b"))
            .environmentRules(List.of("-*", "A=b", "C=$A-${A}$$", "R={{id}}", "PATH", "-C?")));
    cases.put(
        "JobspecV1.from_command(['a', 'b'], environment=E).apply_options(rlimit=['-*', 'NOFILE=5',"
            + " 'core=unlimited,fsize=7', '-f*'])",
        command().rlimitRules(List.of("-*", "NOFILE=5", "core=unlimited,fsize=7", "-f*")));
  }

  private static Map<String, Object> nothing() {
    Map<String, Object> nothing = new LinkedHashMap<>();
    nothing.put("c", null);
    return nothing;
  }

  private void samples() {
    cases.put(
        "JobspecV1.from_alloc(nodes=2, %s, cwd='/x', time_limit='1h', bg=True)".formatted(PLAIN),
        JobspecV1.fromNestCommand(List.of())
            .numSlots(2)
            .numNodes(2)
            .exclusive(true)
            .environmentRules(List.of("-*"))
            .cwd("/x")
            .duration("1h")
            .background());
    cases.put(
        ("JobspecV1.from_batch(content=%s, nodes=1, env=['-*', 'A=b', 'R={{rank}}'], rlimit=['-*'],"
                + " cwd='/x', dependency=['afterok:1'], requires=['host:vm'], signal='USR1@30s',"
                + " taskmap='cyclic')")
            .formatted(PYTHON_SCRIPT),
        JobspecV1.fromBatchCommand(SCRIPT, "batch")
            .numNodes(1)
            .exclusive(true)
            .environmentRules(List.of("-*", "A=b", "R={{rank}}"))
            .cwd("/x")
            .dependency("afterok:1")
            .requires("host:vm")
            .signal("USR1@30s")
            .taskmap("cyclic")
            .output("flux-{{id}}.out"));
  }
}
