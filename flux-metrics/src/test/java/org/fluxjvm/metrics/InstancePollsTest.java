package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstancePollsTest {
  @Test
  void no_two_polls_go_by_one_topic() {
    assertThat(InstancePolls.topics()).doesNotHaveDuplicates().isNotEmpty();
  }
}
