package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobspecRulesTest {
  private static final String NODE =
      """
      {"type":"node","count":1,"with":[
        {"type":"slot","count":1,"label":"task","with":[{"type":"core","count":1}]}]}\
      """;
  private static final String TASK =
      """
      {"command":["a"],"slot":"task","count":{"per_slot":1}}\
      """;

  private static String jobspec(int version, String resources, String tasks, String attributes) {
    return "{\"version\":%d,\"resources\":%s,\"tasks\":%s,\"attributes\":%s}"
        .formatted(version, resources, tasks, attributes);
  }

  private static String system(String system) {
    return jobspec(1, "[" + NODE + "]", "[" + TASK + "]", "{\"system\":" + system + "}");
  }

  private static String count(String type, String count) {
    String vertex = "{\"type\":\"%s\",\"count\":%s,\"label\":\"x\"}".formatted(type, count);
    return jobspec(2, "[" + vertex + "]", "[]", "{}");
  }

  private static void assertRefused(String json, String message) {
    assertThatThrownBy(() -> Jobspec.fromJson(json))
        .isInstanceOf(JobspecException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}| jobspec: the key 'resources' is missing",
        "{\"x\":1}| jobspec: has a key 'x' that is not one of attributes, resources, tasks,"
            + " version",
        "[1]| jobspec: must be a mapping, got a list",
      })
  void the_four_sections_are_all_there_is(String json, String message) {
    assertRefused(json, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1| tasks[0]: must be a mapping, got 1",
        "{}| tasks[0]: the key 'command' is missing",
        "{\"command\":[]}| tasks[0].command: must have at least one string, got an empty list",
        "{\"command\":\"a\"}| tasks[0].command: must be a list, got the string 'a'",
        "{\"command\":[\"a\",1]}| tasks[0].command[1]: must be a string, got 1",
        "{\"command\":[\"a\"]}| tasks[0]: the key 'slot' is missing",
        "{\"command\":[\"a\"],\"slot\":1}| tasks[0].slot: must be a string, got 1",
        "{\"command\":[\"a\"],\"slot\":\"s\",\"count\":{}}| tasks[0].count: must have exactly one",
        "{\"command\":[\"a\"],\"slot\":\"s\",\"count\":{\"total\":0}}|"
            + " tasks[0].count.total: must be an integer >= 1, got 0",
        "{\"command\":[\"a\"],\"slot\":\"s\",\"count\":{\"per_slot\":1.0}}|"
            + " tasks[0].count.per_slot: must be an integer >= 1, got 1.0",
        "{\"command\":[\"a\"],\"slot\":\"s\",\"count\":{\"per_resource\":{}}}|"
            + " tasks[0].count: must be per_slot or total in version 1",
      })
  void a_task_has_a_command_a_slot_and_a_count(String task, String message) {
    assertRefused(
        jobspec(1, "[" + NODE + "]", "[" + task + "]", "{\"system\":{\"duration\":0}}"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}| attributes.system: the key 'duration' is missing",
        "{\"duration\":\"1h\"}| attributes.system.duration: must be a number of seconds >= 0, got",
        "{\"duration\":1"
            + "0000000000000000000000000000000000000000000000000000000000000000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000000000000000000000000"
            + "}| attributes.system.duration: must be a number of seconds >= 0, got 1000",
        "{\"duration\":-1}| attributes.system.duration: must be a number of seconds >= 0, got -1",
        "{\"duration\":0,\"cwd\":1}| attributes.system.cwd: must be a string, got 1",
        "{\"duration\":0,\"environment\":[]}| attributes.system.environment: must be a mapping",
        "{\"duration\":0,\"environment\":{\"A\":1}}| attributes.system.environment.A: must be a"
            + " string: quote it",
        "{\"duration\":0,\"dependencies\":{}}| attributes.system.dependencies: must be a list",
        "{\"duration\":0,\"dependencies\":[{\"scheme\":\"a\"}]}|"
            + " attributes.system.dependencies[0]: the key 'value' is missing",
        "{\"duration\":0,\"constraints\":1}| attributes.system.constraints: must be a mapping",
        "{\"duration\":0,\"constraints\":{\"x\":[]}}| attributes.system.constraints: has a key 'x'",
        "{\"duration\":0,\"constraints\":{\"not\":[{\"properties\":[\"a&b\"]}]}}|"
            + " attributes.system.constraints.not[0].properties[0]: must have none of",
      })
  void system_attributes_keep_their_types(String system, String message) {
    assertRefused(system(system), message);
  }

  @Test
  void constraints_may_be_nested() {
    String json =
        system(
            """
            {"duration": 1.5, "constraints": {"and": [
              {"properties": ["^a", "b"]}, {"or": [{"hostlist": ["n[1-3]"]}, {"ranks": ["0"]}]}]}}
            """);
    assertThat(Jobspec.fromJson(json).attribute("constraints")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "{\"min\":1}",
        "{\"min\":1,\"max\":3,\"operand\":1,\"operator\":\"+\"}",
        "{\"min\":2,\"operand\":2,\"operator\":\"^\"}",
        "\"2+\"",
        "\"2-8\"",
        "\"2-8:2\"",
        "\"2-8:2:*\"",
        "\"1,3,5-7\"",
      })
  void a_count_of_version_2_may_be_a_range_or_an_idset(String count) {
    assertThatCode(() -> Jobspec.fromJson(count("node", count))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "1.5",
        "true",
        "null",
        "[]",
        "99999999999999999999",
        "{}",
        "{\"min\":0}",
        "{\"min\":2,\"max\":1}",
        "{\"min\":1,\"operand\":1}",
        "{\"min\":1,\"operator\":\"+\"}",
        "{\"min\":1,\"operand\":1,\"operator\":\"*\"}",
        "{\"min\":1,\"operand\":2,\"operator\":\"^\"}",
        "{\"min\":1,\"operand\":2,\"operator\":\"x\"}",
        "{\"min\":1,\"other\":2}",
        "\"\"",
        "\"x\"",
        "\"8-2\"",
        "\"2-8:1:*\"",
        "\"2-8:2:-\"",
        "\"1,\"",
      })
  void other_counts_are_refused(String count) {
    assertRefused(count("node", count), "resources[0].count");
  }

  @Test
  void what_is_not_node_slot_or_core_may_be_none() {
    assertThatCode(() -> Jobspec.fromJson(count("gpu", "0"))).doesNotThrowAnyException();
    assertRefused(count("gpu", "-1"), "resources[0].count: must be an integer >= 0, got -1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}| resources: must be a list, got a mapping",
        "[{\"type\":\"slot\",\"count\":1}]| resources[0]: the key 'label' is missing",
        "[{\"type\":\"node\",\"count\":1,\"with\":2}]| resources[0].with: must be a list, got 2",
        "[{\"type\":\"node\",\"count\":1,\"exclusive\":1}]| resources[0].exclusive: must be true"
            + " or",
        "[{\"type\":\"node\",\"count\":1,\"with\":[{\"type\":\"gpu\",\"count\":\"1-2\"}]}]|"
            + " resources[0].with[0].count: must be an integer in version 1, got the string '1-2'",
      })
  void resources_of_version_1_have_plain_counts(String resources, String message) {
    assertRefused(withResources(1, resources), message);
  }

  private static String withResources(int version, String resources) {
    return jobspec(version, resources, "[" + TASK + "]", "{\"system\":{\"duration\":0}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]| resources: must have exactly one resource in version 1, got 0",
        "[{\"type\":\"rack\",\"count\":1}]| resources[0].type: must be node or slot here",
        "[{\"type\":\"node\",\"count\":1}]| resources[0]: the key 'with' is missing",
        "[{\"type\":\"slot\",\"label\":\"t\",\"count\":1,\"with\":[{\"type\":\"gpu\",\"count\":1}]}]|"
            + " resources[0].with: must be one core and at most one gpu in version 1",
        "[{\"type\":\"slot\",\"label\":\"t\",\"count\":1,"
            + "\"with\":[{\"type\":\"core\",\"count\":1,\"with\":[]}]}]|"
            + " resources[0].with[0]: must have no 'with' in version 1",
        "[{\"type\":\"node\",\"count\":1,\"with\":[{\"type\":\"core\",\"count\":1}]}]|"
            + " resources[0].with[0].type: must be slot here in version 1, got the string 'core'",
      })
  void what_flux_takes_may_still_break_the_letter_of_rfc_25(String resources, String message) {
    Jobspec jobspec = Jobspec.fromJson(withResources(1, resources));
    assertThatThrownBy(() -> JobspecV1.validate(jobspec))
        .isInstanceOf(JobspecException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void rfc_25_is_of_version_1_and_one_task() {
    assertThatThrownBy(
            () -> JobspecV1.validate(Jobspec.fromJson(withResources(2, "[" + NODE + "]"))))
        .hasMessage("version: must be 1, got 2");
    String twice = "[" + TASK + "," + TASK + "]";
    String json = jobspec(1, "[" + NODE + "]", twice, "{\"system\":{\"duration\":0}}");
    assertThatThrownBy(() -> JobspecV1.validate(Jobspec.fromJson(json)))
        .hasMessage("tasks: must have exactly one task in version 1, got 2");
    Jobspec command = Sample.read("command-exclusive");
    assertThat(JobspecV1.validate(command)).isSameAs(command);
  }

  @Test
  void the_exception_tells_the_path() {
    assertThatThrownBy(() -> Jobspec.fromJson(count("node", "0")))
        .isInstanceOfSatisfying(
            JobspecException.class, e -> assertThat(e.path()).isEqualTo("resources[0].count"));
  }
}
