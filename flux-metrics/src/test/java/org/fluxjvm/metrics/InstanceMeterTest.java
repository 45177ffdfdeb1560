package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstanceMeterTest {
  @Test
  void every_poll_has_its_topic_in_the_tag() {
    assertThat(InstancePolls.all()).extracting(Poll::topic).isEqualTo(InstancePolls.topics());
  }
}
