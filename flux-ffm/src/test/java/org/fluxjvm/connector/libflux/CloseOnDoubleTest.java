package org.fluxjvm.connector.libflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
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

  @Test
  void a_handler_that_asks_a_closed_handle_again_and_again_does_not_nest() {
    Connector connector = FluxDouble.open();
    connector.close();
    AtomicInteger errors = new AtomicInteger();
    connector.rpc(
        Request.single("double.echo", "{}"),
        new ResponseHandler() {
          @Override
          public void onResponse(MemorySegment payload) {}

          @Override
          public void onError(FluxException error) {
            if (errors.incrementAndGet() < 10_000) {
              connector.rpc(Request.single("double.echo", "{}"), this);
            }
          }
        });
    assertThat(errors).hasValue(10_000);
  }
}
