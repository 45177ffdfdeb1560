package org.fluxjvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fluxjvm.rfc.Idset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class QueueResourcesTest {
  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  private static String r(String ranks) {
    return """
    {'version': 1, 'execution': {'R_lite': [{'rank': '%s', 'children': {'core': '0-3'}}],
     'properties': {'a': '0-2', 'b': '2-3'}}}\
    """
        .formatted(ranks);
  }

  private final InstanceResources instance =
      InstanceResources.read(
          NOTHING,
          json("{'all': %s, 'down': %s, 'allocated': %s}".formatted(r("0-3"), r("3"), r("1-2"))),
          NOTHING);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[]; 0-3; 3; 1-2",
        "['a']; 0-2; ''; 1-2",
        "['a', 'b']; 2; ''; 2",
        "['^a']; 3; 3; ''",
        "['none']; ''; ''; ''",
      })
  void a_queue_has_the_resources_with_all_properties_that_it_requires(
      String requires, String all, String down, String allocated) {
    QueueInfo queue =
        QueueInfo.read("q", NOTHING, json("{'queues': {'q': {'requires': " + requires + "}}}"));
    InstanceResources resources = instance.of(queue);

    assertThat(
            List.of(
                resources.all().ranks(), resources.down().ranks(), resources.allocated().ranks()))
        .containsExactly(Idset.parse(all), Idset.parse(down), Idset.parse(allocated));
  }
}
