package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstNamesTest {
  @Test
  void the_first_names_are_values_and_stay_so_and_all_others_share_one() {
    FirstNames names = new FirstNames(2);

    assertThat(names.label("batch")).isEqualTo("batch");
    assertThat(names.label("debug")).isEqualTo("debug");
    assertThat(names.label("late")).isEqualTo("other");
    assertThat(names.label("batch")).isEqualTo("batch");
  }
}
