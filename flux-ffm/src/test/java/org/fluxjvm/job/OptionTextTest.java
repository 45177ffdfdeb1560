package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options as Flux's commands have them, in text. */
class OptionTextTest {
  private static CommandBuilder command() {
    return JobspecV1.fromCommand(List.of("true")).environment(Map.of());
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(JobspecException.class).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "host:vm and -rank:0; {\"and\":[{\"hostlist\":[\"vm\"]},{\"not\":[{\"ranks\":[\"0\"]}]}]}",
        "a,b c; {\"properties\":[\"a\",\"b\",\"c\"]}",
        "a|b|c;"
            + " {\"or\":[{\"properties\":[\"a\"]},{\"properties\":[\"b\"]},{\"properties\":[\"c\"]}]}",
        "host: rank: 1; {\"and\":[{\"hostlist\":[\"rank:\"]},{\"properties\":[\"1\"]}]}",
        "host:\"a:\" b; {\"and\":[{\"hostlist\":[\"a:\"]},{\"properties\":[\"b\"]}]}",
        "host:\"x\"; {\"hostlist\":[\"x\"]}",
        "host:(a); {\"hostlist\":[\"a\"]}",
        "not (a|b); {\"not\":[{\"or\":[{\"properties\":[\"a\"]},{\"properties\":[\"b\"]}]}]}",
      })
  void a_constraint_is_read_from_text(String text, String json) {
    assertThat(Constraint.parse(text)).hasToString(json);
    assertThat(command().requires(text).build().attribute("constraints").orElseThrow())
        .hasToString(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; position 0",
        "(a; position 0",
        "a); position 1",
        "a and; position 5",
        "a or b:; position 5",
        "x 'a; position 2",
        "a !:b; position 2",
      })
  void a_constraint_that_is_none_is_refused_with_the_position(String text, String position) {
    assertThatThrownBy(() -> Constraint.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(position);
    assertRefused(() -> command().requires(text), "requires: ");
  }

  @Test
  void several_constraints_are_read_as_one_text() {
    assertThat(command().requires("a or b", "c").build().attribute("constraints").orElseThrow())
        .hasToString(Constraint.parse("a or b c").toString());
  }

  @Test
  void an_operator_that_resources_do_not_have_is_refused() {
    assertRefused(() -> command().requires("nosuch:1").build(), "has a key 'nosuch'");
  }

  @Test
  void a_dependency_is_scheme_value_and_parameters() {
    Jobspec jobspec = command().dependency("afterok:ƒ123?a=1&b=x&b=2.5").build();
    assertThat(jobspec.attribute("dependencies").orElseThrow())
        .hasToString("[{\"scheme\":\"afterok\",\"value\":\"ƒ123\",\"a\":1,\"b\":[\"x\",2.5]}]");
    assertRefused(() -> command().dependency(":1"), "dependency: must be SCHEME");
    assertRefused(() -> command().dependency("x:1?a=%zz"), "percent encoding");
  }

  @Test
  void a_signal_has_a_name_or_number_and_a_time() {
    assertThat(command().signal("USR1@30s").build().shellOption("signal").orElseThrow())
        .hasToString("{\"signum\":10,\"timeleft\":30.0}");
    assertRefused(() -> command().signal("NOSUCH"), "got 'NOSUCH'");
    assertRefused(() -> command().signal("65"), "from 1 to 64");
    assertRefused(() -> command().signal("TERM@soon"), "signal: ");
  }

  @Test
  void a_task_map_is_a_scheme() {
    assertThat(command().taskmap("cyclic").build().shellOption("taskmap").orElseThrow())
        .hasToString("{\"scheme\":\"cyclic\",\"value\":\"\"}");
    assertRefused(() -> command().taskmap(""), "taskmap: ");
  }

  @Test
  void rules_make_an_environment(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("rules"), "FROM_FILE=1\n-OLD*\n");
    Map<String, String> process = Map.of("HOME", "/h", "OLD1", "x", "OLDER", "y", "KEEP", "z");
    EnvironmentRules rules =
        EnvironmentRules.apply(
            List.of("^" + file, "-/K.*P/", "A=$HOME-${FROM_FILE}$$", "T={{id}}", "OLD?"), process);
    assertThat(rules.environment())
        .isEqualTo(Map.of("HOME", "/h", "FROM_FILE", "1", "A", "/h-1$", "OLD1", "x"));
    assertThat(rules.templates()).isEqualTo(Map.of("T", "{{id}}"));
  }

  @Test
  void rules_that_cannot_be_applied_are_refused() {
    assertRefused(
        () -> command().environmentRules(List.of("-*", "A=$NO_SUCH_NAME")), "NO_SUCH_NAME");
    assertRefused(() -> command().environmentRules(List.of("A=1$")), "$ without a name");
    assertRefused(() -> command().environmentRules(List.of("^/nonexistent")), "cannot be read");
    assertRefused(() -> command().environmentRules(List.of("-/(/")), "is no pattern");
    assertRefused(() -> command().rlimitRules(List.of("nosuch")), "'nosuch' is no resource limit");
    assertRefused(() -> command().rlimitRules(List.of("core=x")), "'core=x' must have a number");
  }

  @Test
  void rules_make_resource_limits() {
    Map<String, Long> process = Map.of("core", 0L, "nofile", 1024L, "memlock", 65536L);
    assertThat(LimitRules.apply(List.of(), process)).isEqualTo(Map.of("core", 0L, "nofile", 1024L));
    assertThat(LimitRules.apply(List.of("-*", "memlock,CORE=unlimited"), process))
        .isEqualTo(Map.of("memlock", 65536L, "core", -1L));
  }

  @Test
  void an_instance_is_configured_key_by_key() {
    Jobspec jobspec =
        JobspecV1.fromNestCommand(List.of())
            .conf(Map.of("resource", Map.of("noverify", true)))
            .conf("resource.norestrict", true)
            .background()
            .build();
    assertThat(jobspec.command())
        .containsExactly("flux", "broker", "-Sbroker.rc2_none=1", "-c{{tmpdir}}/conf.json");
    assertThat(jobspec.attributes().path("system").path("files").path("conf.json").path("data"))
        .hasToString("{\"resource\":{\"noverify\":true,\"norestrict\":true}}");
    assertThat(jobspec.shellOption("pty.capture").orElseThrow().intValue()).isEqualTo(1);
  }

  @Test
  void an_instance_is_configured_by_texts(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("more.json"), "{\"resource\":{\"path\":\"R\"}}");
    Jobspec jobspec =
        JobspecV1.fromNestCommand(List.of())
            .conf("{\"resource\":{\"noverify\":true},\"queues\":{\n\"debug\":{}}}")
            .conf("resource.exclude=0-1")
            .conf("resource.norestrict=true")
            .conf(file.toString())
            .build();
    assertThat(jobspec.attributes().path("system").path("files").path("conf.json").path("data"))
        .hasToString(
            "{\"resource\":{\"noverify\":true,\"exclude\":\"0-1\",\"norestrict\":true,"
                + "\"path\":\"R\"},\"queues\":{\"debug\":{}}}");
  }

  @Test
  void a_configuration_that_cannot_be_read_is_refused() {
    assertRefused(() -> JobspecV1.fromNestCommand(List.of()).conf("named"), "got 'named'");
    assertRefused(() -> JobspecV1.fromNestCommand(List.of()).conf("[a]\nb = 1"), "is not JSON");
    assertRefused(() -> JobspecV1.fromNestCommand(List.of()).conf("1\n"), "a JSON object");
    assertRefused(() -> JobspecV1.fromNestCommand(List.of()).conf("/nonexistent.json"), "be read");
    assertRefused(() -> JobspecV1.fromNestCommand(List.of()).conf("=1"), "conf");
  }

  @Test
  void a_jobspec_can_be_made_of_its_parts() {
    Jobspec whole = command().unbuffered(true).build();
    Jobspec parts = JobspecV1.of(whole.resources(), whole.tasks(), whole.attributes());
    assertThat(parts).isEqualTo(whole);
    assertThat(parts.unbuffered()).isTrue();
    assertThat(command().build().unbuffered()).isFalse();
    assertRefused(
        () -> Jobspec.of(whole.tasks(), whole.tasks(), whole.attributes(), 1), "resources[0]");
  }

  @Test
  void a_file_that_is_no_text_is_carried_in_base64() {
    Jobspec jobspec = command().addFile("bytes", new byte[] {(byte) 0xff, 0}, 0400).build();
    assertThat(jobspec.attributes().path("system").path("files").path("bytes"))
        .hasToString("{\"mode\":33024,\"data\":\"/wA=\",\"encoding\":\"base64\"}");
  }
}
