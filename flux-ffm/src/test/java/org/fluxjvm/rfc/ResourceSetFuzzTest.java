package org.fluxjvm.rfc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class ResourceSetFuzzTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @FuzzTest
  public void json_is_a_set_of_resources_that_adds_up_or_refused(byte[] input) {
    ResourceSet set;
    try {
      set = ResourceSet.parse(tree(input));
    } catch (IllegalArgumentException e) {
      return;
    }
    Idset low = Idset.range(0, 1);
    ResourceSet rest = set.on(set.ranks().minus(low));
    assertThat(set.cores()).isNotNegative();
    assertThat(set.on(low).cores() + rest.cores()).isEqualTo(set.cores());
    assertThat(set.minus(set).nodes()).isZero();
    assertThat(set.minus(rest).cores()).isEqualTo(set.on(low).cores());
    assertThat(set.properties()).allSatisfy((name, ranks) -> set.withProperty(name));
    assertThat(set.toString()).contains(set.cores() + " cores");
  }

  private static JsonNode tree(byte[] input) {
    try {
      return JSON.readTree(input);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
