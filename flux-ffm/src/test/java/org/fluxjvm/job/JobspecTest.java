package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class JobspecTest {
  @Test
  void json_comes_back_as_it_went_in() {
    Jobspec jobspec = Sample.read("attributes");
    assertThat(Jobspec.fromJson(jobspec.toJson())).isEqualTo(jobspec).hasSameHashCodeAs(jobspec);
    assertThat(jobspec.toJson()).contains("grüße", "日本😀");
  }

  @Test
  void the_utf8_form_is_read_only_and_made_once() {
    Jobspec jobspec = Sample.read("attributes");
    assertThat(jobspec.utf8()).isSameAs(jobspec.utf8());
    assertThat(jobspec.utf8().isReadOnly()).isTrue();
    assertThat(jobspec.utf8().toArray(ValueLayout.JAVA_BYTE))
        .isEqualTo(jobspec.toJson().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void sections_and_attributes_are_told() {
    Jobspec jobspec = Sample.read("command-all");
    assertThat(jobspec.version()).isEqualTo(1);
    assertThat(jobspec.command()).containsExactly("a");
    assertThat(jobspec.name()).contains("n1");
    assertThat(jobspec.queue()).contains("q");
    assertThat(jobspec.bank()).contains("b");
    assertThat(jobspec.cwd()).contains("/home/u");
    assertThat(jobspec.duration()).contains(Duration.ofSeconds(90));
    assertThat(jobspec.environment()).containsExactly(entry("PATH", "/bin"));
    assertThat(jobspec.input()).contains("/in");
    assertThat(jobspec.output()).contains("out-{{id}}");
    assertThat(jobspec.error()).contains("err");
    assertThat(jobspec.resources().get(0).get("type").asString()).isEqualTo("slot");
    assertThat(jobspec.tasks().get(0).get("slot").asString()).isEqualTo("task");
    assertThat(jobspec.attributes().has("system")).isTrue();
    assertThat(Sample.read("command").duration()).isEmpty();
  }

  @Test
  void an_attribute_is_looked_up_below_system_unless_its_key_says_otherwise() {
    Jobspec jobspec = Sample.read("attributes");
    assertThat(jobspec.attribute("user.a.b")).map(node -> node.asInt()).contains(1);
    assertThat(jobspec.attribute("attributes.user.a.b")).isEqualTo(jobspec.attribute("user.a.b"));
    assertThat(jobspec.attribute("shell.options.mpi")).isPresent();
    assertThat(jobspec.attribute("system.shell.options.mpi")).isPresent();
    assertThat(jobspec.attribute("duration.deeper")).isEmpty();
    assertThat(jobspec.attribute("nothing")).isEmpty();
  }

  @Test
  void what_is_handed_out_is_a_copy() {
    Jobspec jobspec = Sample.read("attributes");
    String json = jobspec.toJson();
    ((ObjectNode) jobspec.toTree()).removeAll();
    ((ArrayNode) jobspec.resources()).removeAll();
    ((ObjectNode) jobspec.attribute("user.a").orElseThrow()).removeAll();
    ((ObjectNode) jobspec.resourceWalk().getFirst().resource()).removeAll();
    assertThat(jobspec).isEqualTo(Jobspec.fromJson(json));
  }

  @Test
  void a_tree_that_is_changed_later_leaves_the_jobspec_as_it_is() {
    ObjectNode tree = (ObjectNode) Sample.read("command").toTree();
    Jobspec jobspec = Jobspec.fromTree(tree);
    tree.removeAll();
    assertThat(jobspec).isEqualTo(Sample.read("command"));
  }

  @Test
  void resources_are_walked_from_the_top_with_their_counts_multiplied() {
    List<ResourceVertex> walk = Sample.read("nest").resourceWalk();
    assertThat(walk)
        .extracting(ResourceVertex::type, ResourceVertex::count)
        .containsExactly(tuple("node", 1L), tuple("slot", 2L), tuple("core", 2L), tuple("gpu", 2L));
    assertThat(walk.getFirst().parent()).isEmpty();
    assertThat(walk.get(2).parent()).contains(walk.get(1).resource());
  }

  @Test
  void resources_of_a_type_are_counted_over_the_whole_jobspec() {
    Jobspec jobspec =
        Jobspec.fromJson(
            """
            {"version": 2, "attributes": {}, "tasks": [], "resources": [
              {"type": "slot", "count": 2, "label": "a", "with": [
                {"type": "core", "count": 4}, {"type": "memory", "count": 1, "unit": "GB"}]},
              {"type": "slot", "count": 10, "label": "b", "with": [
                {"type": "core", "count": 1}, {"type": "memory", "count": 24, "unit": "GB"}]}]}
            """);
    assertThat(jobspec.resourceCounts())
        .containsExactly(entry("slot", 12L), entry("core", 18L), entry("memory", 242L));
    assertThat(jobspec.command()).isEmpty();
  }

  @Test
  void ranges_cannot_be_counted() {
    Jobspec jobspec =
        Jobspec.fromJson(
            "{\"version\":2,\"attributes\":{},\"tasks\":[],"
                + "\"resources\":[{\"type\":\"node\",\"count\":\"2-8\"}]}");
    assertThatThrownBy(jobspec::resourceCounts)
        .isInstanceOf(JobspecException.class)
        .hasMessageStartingWith(
            "resources[0].count: must be an integer for resources to be counted");
  }

  @Test
  void resources_that_a_long_cannot_count_are_an_error_of_the_jobspec() {
    String core = "{\"type\":\"core\",\"count\":" + Long.MAX_VALUE + "}";
    Jobspec jobspec =
        Jobspec.fromJson(
            "{\"version\":2,\"resources\":[%s,%s],\"tasks\":[],\"attributes\":{}}"
                .formatted(core, core));
    assertThatThrownBy(jobspec::resourceCounts)
        .isInstanceOf(JobspecException.class)
        .hasMessageContaining("more than 9223372036854775807 resources");
  }

  @Test
  void a_version_that_is_no_int_is_refused() {
    String json = "{\"version\":99999999999,\"resources\":[],\"tasks\":[],\"attributes\":{}}";
    assertThatThrownBy(() -> Jobspec.fromJson(json))
        .isInstanceOf(JobspecException.class)
        .hasMessage("version: must be at most 2147483647, got 99999999999");
  }

  @Test
  void a_changed_copy_keeps_the_rest() {
    Jobspec original = Sample.read("command-all");
    Jobspec changed =
        original.toBuilder()
            .queue("other")
            .labelIo(false)
            .unbuffered(false)
            .input("/other")
            .build();
    assertThat(changed.queue()).contains("other");
    assertThat(changed.input()).contains("/other");
    assertThat(changed.output()).isEqualTo(original.output());
    assertThat(changed.shellOption("output.stdout.label")).isEmpty();
    assertThat(changed.shellOption("output.stdout.buffer")).isEmpty();
    assertThat(changed.shellOption("output.batch-timeout")).isEmpty();
    assertThat(changed.resources()).isEqualTo(original.resources());
    assertThat(original).isEqualTo(Sample.read("command-all"));
    assertThat(original.toBuilder().build()).isEqualTo(original);
  }

  @Test
  void a_removed_attribute_takes_the_mappings_it_leaves_empty_along() {
    Jobspec changed = Sample.read("attributes").toBuilder().removeAttribute("user.a.b").build();
    assertThat(changed.attributes().has("user")).isFalse();
  }

  @Test
  void an_attribute_cannot_be_set_through_something_that_is_no_mapping() {
    assertThatThrownBy(() -> Sample.read("attributes").toBuilder().setAttribute("z.deep", 1))
        .isInstanceOf(JobspecException.class)
        .hasMessage(
            "attributes.system.z.deep: cannot be set, because attributes.system.z is not a"
                + " mapping");
  }

  @Test
  void a_key_with_an_empty_part_is_refused() {
    for (String key : List.of("", "a..b", ".a", "user.", "attributes.")) {
      assertThatThrownBy(() -> Sample.read("command").attribute(key))
          .isInstanceOf(JobspecException.class)
          .hasMessageContaining("has an empty part");
    }
  }

  @Test
  void text_that_does_not_reach_flux_is_refused() {
    Jobspec.Builder builder = Sample.read("command").toBuilder();
    assertThatThrownBy(() -> builder.name("a\0b").build())
        .hasMessage("attributes.system.job.name: has a text with a NUL character at index 1");
    assertThatThrownBy(() -> builder.name("\ud83d!").build())
        .hasMessage("attributes.system.job.name: has a text with half a surrogate pair at index 0");
    assertThatThrownBy(() -> builder.name("x").setAttribute("user.n", Double.NaN).build())
        .hasMessage("attributes.user.n: must be a finite number, got NaN");
  }

  @Test
  void json_with_a_key_twice_or_text_after_it_or_none_at_all_is_refused() {
    for (String json : List.of("", "{", "{\"version\":1,\"version\":1}", "{} {}", "[]", "null")) {
      assertThatThrownBy(() -> Jobspec.fromJson(json))
          .isInstanceOf(JobspecException.class)
          .hasMessageStartingWith("jobspec: ");
    }
  }

  @Test
  void json_nested_without_end_is_refused() {
    assertThatThrownBy(() -> Jobspec.fromJson("[".repeat(1_000_000)))
        .isInstanceOf(JobspecException.class);
    String deep = "[".repeat(250) + "]".repeat(250);
    assertThatThrownBy(() -> Jobspec.fromJson("{\"attributes\":" + deep + "}"))
        .isInstanceOf(JobspecException.class)
        .hasMessage("jobspec: is nested more than 200 deep");
  }

  @Test
  void the_text_form_names_the_job_and_hides_the_environment() {
    assertThat(Sample.read("command-all")).hasToString("Jobspec[n1]");
    assertThat(Sample.read("command")).hasToString("Jobspec[hostname]");
  }
}
