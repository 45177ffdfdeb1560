package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What Flux's Python job API refuses, row by row, is refused here; where Python tells a type, as of
 * a count that is no integer or an environment that is no mapping, the compiler does it.
 */
class JobspecErrorsTest {

  private static final String ONE = "{'per_slot':1}";
  private static final String SYSTEM = "{'system':{'duration':0}}";

  private record Row(String condition, ThrowingCallable call, String message) {}

  private static CommandBuilder command() {
    return JobspecV1.fromCommand(List.of("a"));
  }

  private static PerResourceBuilder perResource() {
    return JobspecV1.perResource(List.of("a"));
  }

  private static Row row(String condition, ThrowingCallable call, String message) {
    return new Row(condition, call, message);
  }

  /** A jobspec of parts in JSON, with single quotes. */
  private static ThrowingCallable jobspec(
      String version, String count, String taskCount, String attributes) {
    String json =
        """
        {'version': %s,
         'resources': [
           {'type': 'slot', 'count': %s, 'label': 't', 'with': [{'type': 'core', 'count': 1}]}],
         'tasks': [{'command': ['a'], 'slot': 't', 'count': %s}],
         'attributes': %s}
        """
            .formatted(version, count, taskCount, attributes);
    return () -> JobspecV1.validate(Jobspec.fromJson(json.replace('\'', '"')));
  }

  private static final List<Row> ROWS =
      List.of(
          row(
              "num_tasks 0",
              () -> command().numTasks(0),
              "numTasks: must be an integer >= 1, got 0"),
          row(
              "cores_per_task 0",
              () -> command().coresPerTask(0),
              "coresPerTask: must be an integer >= 1, got 0"),
          row(
              "gpus_per_task -1",
              () -> command().gpusPerTask(-1),
              "gpusPerTask: must be an integer >= 0, got -1"),
          row(
              "num_nodes 0",
              () -> command().numNodes(0),
              "numNodes: must be an integer >= 1, got 0"),
          row(
              "num_nodes > num_tasks",
              () -> command().numNodes(5).numTasks(4).build(),
              "numNodes: must not be greater than numTasks 4, got 5"),
          row(
              "exclusive without nodes",
              () -> command().exclusive(true).build(),
              "exclusive: can only be true with a number of nodes"),
          row(
              "command []",
              () -> JobspecV1.fromCommand(List.of()),
              "command: must have at least one string, got an empty list"),
          row(
              "per_resource without nodes and cores",
              () -> perResource().build(),
              "perResource: must be given ncores or nnodes"),
          row(
              "per_resource nnodes only",
              () -> perResource().nnodes(2).build(),
              "nnodes: must be given with ncores or exclusive"),
          row(
              "per_resource 2 nodes 1 core",
              () -> perResource().nnodes(2).ncores(1).build(),
              "ncores: must not be less than nnodes 2, got 1"),
          row(
              "per_resource 2 nodes 3 cores",
              () -> perResource().nnodes(2).ncores(3).build(),
              "ncores: must be a multiple of nnodes 2, got 3"),
          row(
              "per_resource bad type",
              () -> perResource().perResource("gpu", 1),
              "perResource type: must be node or core, got 'gpu'"),
          row(
              "per_resource count 0",
              () -> perResource().perResource("node", 0),
              "perResource count: must be an integer >= 1, got 0"),
          row(
              "gpus_per_node without nnodes",
              () -> perResource().ncores(2).gpusPerNode(1).build(),
              "gpusPerNode: must be given with nnodes, got 1"),
          row(
              "batch script without #!",
              () -> JobspecV1.fromBatchCommand("echo\n", "j"),
              "script: of job 'j' must start with '#!'"),
          row("version 2", jobspec("2", "1", ONE, SYSTEM), "version: must be 1, got 2"),
          row("no system", jobspec("1", "1", ONE, "{}"), "attributes: the key 'system' is missing"),
          row(
              "no duration",
              jobspec("1", "1", ONE, "{'system':{}}"),
              "attributes.system: the key 'duration' is missing"),
          row(
              "duration a string",
              jobspec("1", "1", ONE, "{'system':{'duration':'1h'}}"),
              "attributes.system.duration: must be a number of seconds >= 0, got the string '1h'"),
          row(
              "range as slot count",
              jobspec("1", "{'min':1}", ONE, SYSTEM),
              "resources[0].count: must be an integer in version 1, got a mapping"),
          row(
              "task count without per_slot or total",
              jobspec("1", "1", "{}", SYSTEM),
              "tasks[0].count: must have exactly one of per_resource, per_slot and total, got []"),
          row(
              "from_yaml \"\"",
              () -> Jobspec.fromYaml(new StringReader("")),
              "jobspec: must be a mapping, got null"),
          row(
              "a key is missing",
              () -> Jobspec.fromJson("{\"version\":1,\"tasks\":[],\"attributes\":{}}"),
              "jobspec: the key 'resources' is missing"),
          row(
              "setattr through a scalar",
              () -> command().setAttribute("user.z", 1).setAttribute("user.z.deep", 1).build(),
              "attributes.user.z.deep: cannot be set, because attributes.user.z is not a mapping"));

  @TestFactory
  Stream<DynamicTest> each_row_is_refused_by_argument_value_and_rule() {
    return ROWS.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.condition(),
                    () -> {
                      Throwable refused = catchThrowable(row.call());
                      assertThat(refused).isInstanceOf(JobspecException.class);
                      assertThat(refused).hasMessage(row.message());
                    }));
  }
}
