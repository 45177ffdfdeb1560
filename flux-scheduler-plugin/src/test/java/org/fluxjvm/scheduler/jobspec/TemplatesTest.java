package org.fluxjvm.scheduler.jobspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.scheduler.RunKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
  private static final Instant SCHEDULED = Instant.parse("2026-11-22T03:04:05.060Z");
  private static final RunKey KEY = new RunKey("nightly", "DEFAULT.report", SCHEDULED, 0);
  private static final Fire FIRE = fire("report", Optional.empty());

  private static Fire fire(String job, Optional<Instant> previous) {
    return new Fire(KEY, job, SCHEDULED.plusSeconds(1), previous, Map.of());
  }

  private static Jobspec command(String... command) {
    return JobspecV1.fromCommand(List.of(command)).environment(Map.of()).build();
  }

  private static String expanded(String argument, Fire fire) {
    return Templates.expand(command("x", argument), fire).command().getLast();
  }

  @Test
  void a_command_has_the_time_the_name_and_the_id_of_its_firing() {
    assertThat(expanded("{{fire.scheduled}}/{{ fire.scheduled:yyyy-MM-dd }}/{{job.name}}", FIRE))
        .isEqualTo("2026-11-22T03:04:05.060Z/2026-11-22/report");
    assertThat(expanded("{{fire.id}}", FIRE)).isEqualTo(KEY.id());
  }

  @Test
  void the_previous_time_is_empty_if_there_is_none() {
    Fire second = fire("report", Optional.of(Instant.parse("2026-11-21T03:00:00Z")));

    assertThat(expanded("-{{fire.previous}}-{{fire.previous:HH}}-", FIRE)).isEqualTo("---");
    assertThat(expanded("{{fire.previous}}", second)).isEqualTo("2026-11-21T03:00:00Z");
  }

  @Test
  void paths_and_environment_are_filled_in_too() {
    Jobspec jobspec =
        JobspecV1.fromCommand(List.of("x"))
            .environment(Map.of("DAY", "{{fire.scheduled:dd}}"))
            .envExpand(Map.of("RANK", "{{taskid}} of {{job.name}}"))
            .cwd("/data/{{job.name}}")
            .input("in-{{job.name}}")
            .output("out-{{fire.scheduled:dd}}-{{id}}")
            .error("err-{{job.name}}")
            .build();

    Jobspec expanded = Templates.expand(jobspec, FIRE);

    assertThat(expanded.environment()).containsExactly(Map.entry("DAY", "22"));
    assertThat(expanded.shellOption("env-expand").orElseThrow().path("RANK").stringValue())
        .isEqualTo("{{taskid}} of report");
    assertThat(expanded.cwd()).contains("/data/report");
    assertThat(expanded.input()).contains("in-report");
    assertThat(expanded.output()).contains("out-22-{{id}}");
    assertThat(expanded.error()).contains("err-report");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{id}}",
        "{{tmpdir}}/x",
        "{{ fire }}",
        "{{fires.id}}",
        "{fire.id}",
        "}}{{",
        "${A}"
      })
  void what_is_not_of_a_firing_stays_byte_for_byte(String argument) {
    Jobspec jobspec = command("x", argument);

    assertThat(Templates.expand(jobspec, FIRE)).isSameAs(jobspec);
    assertThat(Templates.mistakes(argument)).isEmpty();
  }

  @Test
  void nothing_else_of_a_jobspec_is_touched() {
    Jobspec jobspec =
        JobspecV1.fromBatchCommand("#!/bin/sh\necho {{fire.id}}\n", "a {{fire.id}}")
            .environment(Map.of("{{job.name}}", "v"))
            .setAttribute("user.note", "{{fire.id}}")
            .build();

    assertThat(Templates.expand(jobspec, FIRE)).isSameAs(jobspec);
  }

  @Test
  void what_is_filled_in_is_not_filled_in_again() {
    assertThat(expanded("{{fire.scheduled:'{'}}{{{fire.scheduled:'fire.id'}}}}", FIRE))
        .isEqualTo("{{fire.id}}");
  }

  @Test
  void a_name_with_a_template_cannot_bring_it_in() {
    assertThatThrownBy(() -> expanded("{{job.name}}", fire("{{id}}", Optional.empty())))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("the name {{id}} has a template of its own");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{fire.at}}",
        "{{job.id}}",
        "{{fire.}}",
        "{{fire.id:yyyy}}",
        "{{fire.scheduled:}}}}b{{fire.scheduled:bbb}}",
        "{{fire.scheduled:'}}",
        "{{fire.id",
        "{{ fire.id }",
        "{{fire.{{id}}}}"
      })
  void what_cannot_be_filled_in_is_a_mistake_that_names_the_template(String argument) {
    assertThat(Templates.mistakes(argument))
        .isNotEmpty()
        .allSatisfy(mistake -> assertThat(mistake).containsPattern("template \\{\\{(fire|job)\\."));
    assertThat(Templates.mistakes(command("x", argument))).isNotEmpty();
    assertThatThrownBy(() -> expanded(argument, FIRE)).isInstanceOf(TemplateException.class);
  }

  @Test
  void a_long_text_is_no_trouble() {
    String text = "x{".repeat(500_000);

    assertThat(expanded(text + "{{job.name}}", FIRE)).isEqualTo(text + "report");
    assertThat(Templates.mistakes("{{fire." + text)).hasSize(1);
  }
}
