package org.fluxjvm.scheduler.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RunDetailsTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void a_jobspec_that_could_not_be_read_is_none_on_the_other_side_either() {
    RunDetails details =
        new RunDetails(
            FakeControls.RUN, List.of(), List.of(), Optional.empty(), List.of("job ƒ is gone"));

    RunDetails received = JSON.readValue(JSON.writeValueAsString(details), RunDetails.class);

    assertThat(received.jobspec()).isEmpty();
    assertThat(received).isEqualTo(details);
  }
}
