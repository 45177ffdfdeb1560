package org.fluxjvm.connector.libflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxjvm.Errno;
import org.fluxjvm.connector.Connector;
import org.junit.jupiter.api.Test;

/**
 * The double also calls a stub from within flux_close, which a stub that is gone would not survive.
 */
@OnDouble
class CloseOnDoubleTest {
  @Test
  void an_open_handle_has_a_watcher_and_a_handler_and_all_end_before_it_does() {
    try (Connector connector = FluxDouble.open()) {
      Heard.await(connector.onEventLoop(handle -> "running"));
      assertThat(FluxDouble.alive()).isEqualTo("handles=1 watchers=1 handlers=1");
    }
    assertThat(FluxDouble.alive()).isEmpty();
    assertThat(FluxDouble.destroyed()).containsExactly("handler", "watcher", "handle");
  }

  @Test
  void what_is_pending_is_destroyed_before_the_handle_and_told_that_it_was_cancelled() {
    List<Heard> pending;
    try (Connector connector = FluxDouble.open()) {
      pending =
          Stream.concat(
                  IntStream.range(0, 100)
                      .mapToObj(i -> Heard.from(connector, "double.never", "{}")),
                  Stream.of(Heard.fromStream(connector, "double.never", "{}")))
              .toList();
      Heard.await(connector.onEventLoop(handle -> "sent"));
      assertThat(FluxDouble.alive()).contains("futures=101");
    }
    assertThat(pending).extracting(call -> call.error().errno()).containsOnly(Errno.ECANCELED);
    assertThat(FluxDouble.alive()).isEmpty();
  }

  @Test
  void handles_are_opened_and_closed_over_and_over() {
    for (int i = 0; i < 100; i++) {
      try (Connector connector = FluxDouble.open()) {
        assertThat(Heard.from(connector, "double.echo", "{}").response()).isEqualTo("{}");
      }
    }
    assertThat(FluxDouble.alive()).isEmpty();
  }
}
