package org.fluxjvm.scheduler.jobspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fluxjvm.job.Constraint;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobspecKeysTest {
  private static Jobspec read(String... keysAndTexts) {
    Map<String, String> texts = new HashMap<>(Map.of("somebody", "else's"));
    for (int i = 0; i < keysAndTexts.length; i += 2) {
      texts.put("flux." + keysAndTexts[i], keysAndTexts[i + 1]);
    }
    return JobspecKeys.read(texts);
  }

  @Test
  void a_command_with_all_its_keys_is_what_the_builder_makes() {
    assertThat(
            read(
                "command", "[\"make\", \"a b\"]",
                "numTasks", "4",
                "coresPerTask", "2",
                "gpusPerTask", "1",
                "numNodes", "2",
                "exclusive", "true",
                "duration", "1.5h",
                "name", "report",
                "queue", "batch",
                "bank", "physics",
                "dependencies", "singleton:report afterok:1",
                "requires", "bigmem",
                "signal", "USR1@30s",
                "cwd", "/data",
                "environment", "{\"A\": \"1\"}",
                "envExpand", "{\"RANK\": \"{{taskid}}\"}",
                "rlimits", "{\"nofile\": 100}",
                "input", "in",
                "output", "out",
                "error", "err",
                "labelIo", "true",
                "unbuffered", "true",
                "taskmap", "cyclic",
                "attribute.user.note", "{\"a\": [1, true]}",
                "shellOption.verbose", "2",
                "file.notes.txt", "hello"))
        .isEqualTo(
            JobspecV1.fromCommand(List.of("make", "a b"))
                .numTasks(4)
                .coresPerTask(2)
                .gpusPerTask(1)
                .numNodes(2)
                .exclusive(true)
                .duration(Duration.ofMinutes(90))
                .name("report")
                .queue("batch")
                .bank("physics")
                .dependency("singleton:report")
                .dependency("afterok:1")
                .constraint(Constraint.parse("bigmem"))
                .signal("USR1@30s")
                .cwd("/data")
                .environment(Map.of("A", "1"))
                .envExpand(Map.of("RANK", "{{taskid}}"))
                .rlimits(Map.of("nofile", 100))
                .input("in")
                .output("out")
                .error("err")
                .labelIo(true)
                .unbuffered(true)
                .taskmap("cyclic")
                .setAttribute("user.note", Map.of("a", List.of(1, true)))
                .setShellOption("verbose", 2)
                .addFile("notes.txt", "hello")
                .build());
  }

  @Test
  void a_command_per_resource_is_told_by_its_keys() {
    assertThat(
            read(
                "command", "hostname -s",
                "nnodes", "2",
                "ncores", "4",
                "gpusPerNode", "1",
                "perResource", "node:2",
                "environment", "{}"))
        .isEqualTo(
            JobspecV1.perResource(List.of("hostname", "-s"))
                .nnodes(2)
                .ncores(4)
                .gpusPerNode(1)
                .perResource("node", 2)
                .environment(Map.of())
                .build());
  }

  @Test
  void a_batch_script_has_the_keys_of_an_instance() {
    assertThat(
            read(
                "script", "#!/bin/sh\n",
                "args", "a b",
                "name", "sweep",
                "numSlots", "8",
                "coresPerSlot", "2",
                "brokerOpts", "-v",
                "conf", "{\"a\": {\"b\": 1}}",
                "environment", "{}"))
        .isEqualTo(
            JobspecV1.fromBatchCommand("#!/bin/sh\n", "sweep")
                .args(List.of("a", "b"))
                .numSlots(8)
                .coresPerSlot(2)
                .brokerOpts(List.of("-v"))
                .conf(Map.of("a", Map.of("b", 1)))
                .environment(Map.of())
                .build());
  }

  @Test
  void an_instance_may_run_nothing_in_the_background() {
    assertThat(read("nest", "", "background", "true", "numSlots", "2", "environment", "{}"))
        .isEqualTo(
            JobspecV1.fromNestCommand(List.of())
                .background()
                .numSlots(2)
                .environment(Map.of())
                .build());
  }

  @ParameterizedTest
  @CsvSource({
    "numTasks, many, flux.numTasks: must be an integer",
    "exclusive, yes, flux.exclusive: must be true or false",
    "numTask, 1, flux.numTask: is no key",
    "numSlots, 1, flux.numSlots: is no key",
    "script, #!x, exactly one of them",
    "environment, SECRET=1, flux.environment: must be JSON",
    "environment, '{\"A\": 1}', flux.environment: must be a JSON object of texts",
    "args, '[1]', flux.args: is no key",
    "dependencies, '[1]', flux.dependencies: must be a JSON list of texts",
    "perResource, node, flux.perResource: must be TYPE:COUNT",
    "duration, soon, duration:"
  })
  void what_is_wrong_is_told_with_its_key(String key, String text, String message) {
    assertThatThrownBy(() -> read("command", "true", key, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("SECRET");
  }

  @Test
  void without_a_program_there_is_no_jobspec() {
    assertThatThrownBy(() -> read("numTasks", "1"))
        .isInstanceOf(JobspecKeyException.class)
        .hasMessageContaining("flux.command");
  }
}
