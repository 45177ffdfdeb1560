package org.fluxjvm.connector.libflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.ConnectorOptions;
import org.fluxjvm.connector.Request.Mode;
import org.fluxjvm.connector.ResponseHandler;
import org.junit.jupiter.api.Test;

class PendingCallsTest {
  private static final EventLoop LOOP =
      new EventLoop("local:///nosuch", new ConnectorOptions(Duration.ofSeconds(1)));

  private static PendingCall call() {
    ResponseHandler handler =
        new ResponseHandler() {
          @Override
          public void onResponse(MemorySegment payload) {}

          @Override
          public void onError(FluxException error) {}
        };
    return new PendingCall(LOOP, "topic", Mode.SINGLE, connection -> MemorySegment.NULL, handler);
  }

  @Test
  void a_number_belongs_to_one_call_at_a_time() {
    PendingCalls calls = new PendingCalls();
    Set<Integer> slots = new HashSet<>();
    IntStream.range(0, 1000).forEach(i -> slots.add(calls.add(call())));
    assertThat(slots).hasSize(1000);
    slots.forEach(calls::remove);
    PendingCall again = call();
    int slot = calls.add(again);
    assertThat(slots).contains(slot);
    assertThat(calls.get(slot)).isSameAs(again);
  }

  @Test
  void a_number_that_is_free_has_no_call() {
    PendingCalls calls = new PendingCalls();
    int slot = calls.add(call());
    calls.remove(slot);
    assertThatThrownBy(() -> calls.get(slot)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void all_are_given_up_at_once() {
    PendingCalls calls = new PendingCalls();
    PendingCall first = call();
    PendingCall second = call();
    int gone = calls.add(call());
    calls.add(first);
    calls.add(second);
    calls.remove(gone);
    assertThat(calls.removeAll()).containsExactly(first, second);
    assertThat(calls.removeAll()).isEmpty();
  }
}
