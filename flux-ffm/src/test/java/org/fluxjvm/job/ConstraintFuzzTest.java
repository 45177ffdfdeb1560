package org.fluxjvm.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Set;
import tools.jackson.databind.JsonNode;

class ConstraintFuzzTest {
  private static final Set<String> JOINED = Set.of("and", "or", "not");

  @FuzzTest
  void text_is_a_constraint_or_refused_at_a_position(byte[] input) {
    String text = new String(input, UTF_8);
    Constraint constraint;
    try {
      constraint = Constraint.parse(text);
    } catch (IllegalArgumentException e) {
      assertThat(e)
          .hasMessageStartingWith("constraint '" + text + "' ")
          .hasMessageMatching("(?s).*, at position \\d+$");
      return;
    }
    assertIsCondition(constraint.toTree());
    assertThat(constraint.toString()).isNotEmpty();
    assertThat(Constraint.parse(text)).isEqualTo(constraint).hasSameHashCodeAs(constraint);
  }

  /** An object of one operator, whose values are conditions or texts (RFC 31). */
  private static void assertIsCondition(JsonNode condition) {
    assertThat(condition.propertyNames()).hasSize(1);
    String operator = condition.propertyNames().iterator().next();
    for (JsonNode value : condition.path(operator)) {
      if (JOINED.contains(operator)) {
        assertIsCondition(value);
      } else {
        assertThat(value.isString()).isTrue();
      }
    }
  }
}
