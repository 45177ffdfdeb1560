package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstanceMeterTest {
  @Test
  void no_name_is_used_twice() {
    assertThat(Arrays.stream(InstanceMeter.values()).map(InstanceMeter::getName))
        .doesNotHaveDuplicates();
  }

  @Test
  void every_poll_has_its_topic_in_the_tag() {
    assertThat(InstancePolls.all()).extracting(Poll::topic).isEqualTo(InstancePolls.topics());
  }

  @ParameterizedTest
  @EnumSource
  void a_meter_is_described_and_its_tags_are_bounded(InstanceMeter meter) {
    assertThat(meter.getName()).matches("flux(\\.[a-z]+)+");
    assertThat(meter.description()).isNotBlank().doesNotEndWith(".").doesNotContain("|", "\n");
    assertThat(meter.tags()).extracting(MeterTag::key).doesNotHaveDuplicates();
    for (MeterTag tag : meter.tags()) {
      assertThat(tag.key()).matches("[a-z]+").isNotIn("id", "jobid", "run", "cron", "user");
      assertThat(tag.limit()).isBetween(1, 102);
    }
  }
}
