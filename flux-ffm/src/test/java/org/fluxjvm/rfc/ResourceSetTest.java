package org.fluxjvm.rfc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ResourceSetTest {
  private static final String FOUR_NODES =
      """
      {"version":1,"execution":{
        "R_lite":[{"rank":"0-2","children":{"core":"0-3","gpu":"0-1"}},
                  {"rank":"3","children":{"core":"0-7"}}],
        "nodelist":["fake[0-3]"],"properties":{"batch":"0-2","debug":"3"},
        "starttime":0.0,"expiration":0.0}}
      """;

  @Test
  void nodes_cores_and_gpus_are_counted() {
    ResourceSet set = parse(FOUR_NODES);

    assertThat(set.nodes()).isEqualTo(4);
    assertThat(set.cores()).isEqualTo(20);
    assertThat(set.gpus()).isEqualTo(6);
    assertThat(set.count("memory")).isZero();
    assertThat(set.ranks()).hasToString("0-3");
  }

  @Test
  void a_property_selects_the_nodes_that_have_it() {
    ResourceSet set = parse(FOUR_NODES);

    assertThat(set.properties()).containsOnlyKeys("batch", "debug");
    assertThat(set.withProperty("batch").cores()).isEqualTo(12);
    assertThat(set.withProperty("debug").gpus()).isZero();
    assertThat(set.withProperty("none").nodes()).isZero();
    assertThat(set.on(Idset.parse("2-3")).cores()).isEqualTo(12);
  }

  @Test
  void what_is_taken_is_left_out_core_by_core() {
    ResourceSet taken =
        parse(
            """
            {"version":1,"execution":{"R_lite":[
              {"rank":"1,3","children":{"core":"0-3","gpu":"0-1"}},
              {"rank":"2","children":{"core":"0"}}, {"rank":"9","children":{"core":"0"}}]}}
            """);

    ResourceSet left = parse(FOUR_NODES).minus(taken);

    assertThat(left.ranks()).hasToString("0,2-3");
    assertThat(left.cores()).isEqualTo(4 + 3 + 4);
    assertThat(left.gpus()).isEqualTo(4);
    assertThat(left.minus(left).nodes()).isZero();
    assertThat(left.minus(ResourceSet.empty()).cores()).isEqualTo(11);
  }

  @Test
  void a_huge_set_is_counted_without_being_expanded() {
    ResourceSet huge =
        parse(
            """
            {"version":1,"execution":{"R_lite":[
              {"rank":"0-2147483647","children":{"core":"0-2147483647"}}]}}
            """);

    assertThat(huge.cores()).isEqualTo(1L << 62);
    assertThat(huge.minus(parse(FOUR_NODES)).nodes()).isEqualTo(1L << 31);
  }

  @Test
  void many_entries_do_not_take_quadratic_time() {
    StringBuilder entries = new StringBuilder();
    for (int rank = 0; rank < 100_000; rank++) {
      entries.append(rank == 0 ? "" : ",");
      entries.append("{\"rank\":\"").append(rank).append("\",\"children\":{\"core\":\"0-3\"}}");
    }
    ResourceSet set = parse("{\"version\":1,\"execution\":{\"R_lite\":[" + entries + "]}}");

    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(set.minus(set).nodes()).isZero());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | version",
        "{\"version\":2,\"execution\":{\"R_lite\":[]}} | version",
        "{\"version\":1} | execution.R_lite",
        "{\"version\":1,\"execution\":{\"R_lite\":{}}} | execution.R_lite",
        "{\"version\":1,\"execution\":{\"R_lite\":[3]}} | execution.R_lite[0].rank",
        "{\"version\":1,\"execution\":{\"R_lite\":[{\"rank\":\"0\"}]}} | R_lite[0].children",
        "{\"version\":1,\"execution\":{\"R_lite\":[{\"rank\":\"x\",\"children\":{}}]}} |"
            + " R_lite[0].rank",
        "{\"version\":1,\"execution\":{\"R_lite\":[{\"rank\":\"0\",\"children\":{\"core\":1}}]}} |"
            + " children.core",
        "{\"version\":1,\"execution\":{\"R_lite\":[],\"properties\":{\"a\":1}}} | properties.a",
        "{\"version\":1,\"execution\":{\"R_lite\":[{\"rank\":\"0-3\",\"children\":{}},{\"rank\":\"2\",\"children\":{}}]}}"
            + " | rank 2 is in two",
      })
  void what_is_wrong_is_named_with_its_place(String json, String place) {
    assertThatIllegalArgumentException().isThrownBy(() -> parse(json)).withMessageContaining(place);
  }

  private static ResourceSet parse(String json) {
    return ResourceSet.parse(JsonMapper.shared().readTree(json));
  }
}
