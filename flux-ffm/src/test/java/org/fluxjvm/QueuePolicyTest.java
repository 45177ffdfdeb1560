package org.fluxjvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QueuePolicyTest {
  private static final JsonNode CONFIG =
      JsonMapper.builder()
          .build()
          .readTree(
              """
              {"policy": {"jobspec": {"defaults": {"system": {"queue": "batch", "duration": "1h"}}},
                          "limits": {"duration": "inf", "job-size": {"max": {"nnodes": 8}}}},
               "queues": {"batch": {},
                          "debug": {"policy": {
                            "jobspec": {"defaults": {"system": {"duration": "10m"}}},
                            "limits": {"duration": "30m",
                                       "job-size": {"max": {"nnodes": 2, "ngpus": -1},
                                                    "min": {"ncores": 4}}}}}}}
              """);

  @Test
  void a_queue_has_the_policy_of_all() {
    QueuePolicy batch = new QueuePolicy(CONFIG, "batch");
    assertThat(batch.isDefault()).isTrue();
    assertThat(batch.defaultDuration()).contains(Duration.ofHours(1));
    assertThat(batch.limits().duration()).isEmpty();
    assertThat(batch.limits().most().nodes()).hasValue(8);
    assertThat(batch.limits().least().nodes()).isEmpty();
  }

  @Test
  void the_policy_of_a_queue_comes_before_that_of_all() {
    QueuePolicy debug = new QueuePolicy(CONFIG, "debug");
    assertThat(debug.isDefault()).isFalse();
    assertThat(debug.defaultDuration()).contains(Duration.ofMinutes(10));
    assertThat(debug.limits().duration()).contains(Duration.ofMinutes(30));
    assertThat(debug.limits().most())
        .isEqualTo(new QueueSize(OptionalLong.of(2), OptionalLong.empty(), OptionalLong.empty()));
    assertThat(debug.limits().least().cores()).hasValue(4);
  }
}
