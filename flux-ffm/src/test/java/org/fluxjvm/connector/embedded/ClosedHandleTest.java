package org.fluxjvm.connector.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.fluxjvm.Flux;
import org.fluxjvm.connector.NotSentException;
import org.fluxjvm.job.JobspecV1;
import org.junit.jupiter.api.Test;

class ClosedHandleTest {
  @Test
  void a_submission_on_a_closed_handle_is_known_not_to_be_sent() {
    Flux flux = Flux.open("embedded:");
    flux.close();
    assertThatThrownBy(() -> flux.jobs().submit(JobspecV1.fromCommand(List.of("true")).build()))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining("ECANCELED");
  }
}
