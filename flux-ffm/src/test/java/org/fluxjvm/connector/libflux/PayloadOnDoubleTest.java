package org.fluxjvm.connector.libflux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnDouble
class PayloadOnDoubleTest {
  private static final String JSON = "{\"ƒ\":\"payload\"}";

  private static String text(MemorySegment payload) {
    return new String(payload.toArray(JAVA_BYTE), UTF_8);
  }

  /** What a handler makes of the payload, on the event loop. */
  private static <T> T inHandler(String topic, String json, Function<MemorySegment, T> use) {
    CompletableFuture<T> result = new CompletableFuture<>();
    ResponseHandler handler =
        new ResponseHandler() {
          @Override
          public void onResponse(MemorySegment payload) {
            try {
              result.complete(use.apply(payload));
            } catch (RuntimeException | Error e) {
              result.completeExceptionally(e);
            }
          }

          @Override
          public void onError(FluxException error) {
            result.completeExceptionally(error);
          }
        };
    try (Connector connector = FluxDouble.open()) {
      connector.rpc(Request.single(topic, json), handler);
      return Heard.await(result);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"double.echo", "double.bytes"})
  void a_payload_is_as_long_as_c_says_without_the_nul_that_may_end_it(String topic) {
    assertThat(inHandler(topic, JSON, PayloadOnDoubleTest::text)).isEqualTo(JSON);
    assertThat(inHandler(topic, JSON, MemorySegment::byteSize))
        .isEqualTo(JSON.getBytes(UTF_8).length);
  }

  @Test
  void a_response_without_payload_has_one_of_no_bytes() {
    assertThat(inHandler("double.empty", "", MemorySegment::byteSize)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 16, 17, Long.MAX_VALUE})
  void what_lies_around_a_payload_cannot_be_read(long offset) {
    assertThat(JSON.getBytes(UTF_8)).hasSize(16);
    Function<MemorySegment, Byte> read = payload -> payload.get(JAVA_BYTE, offset);
    assertThatThrownBy(() -> inHandler("double.bytes", JSON, read))
        .hasRootCauseInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void a_payload_cannot_be_written_to() {
    Function<MemorySegment, Object> write =
        payload -> {
          payload.set(JAVA_BYTE, 0, (byte) '[');
          return payload;
        };
    assertThatThrownBy(() -> inHandler("double.echo", JSON, write))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_payload_ends_with_its_handler_and_a_copy_stays() {
    record Kept(MemorySegment payload, String copy) {}

    Kept kept = inHandler("double.echo", JSON, payload -> new Kept(payload, text(payload)));
    assertThatThrownBy(() -> kept.payload().get(JAVA_BYTE, 0))
        .isInstanceOfAny(IllegalStateException.class, WrongThreadException.class);
    assertThat(kept.payload().scope().isAlive()).isFalse();
    assertThat(kept.copy()).isEqualTo(JSON);
  }

  @Test
  void a_payload_that_was_kept_is_refused_on_the_event_loop_too() {
    CompletableFuture<MemorySegment> kept = new CompletableFuture<>();
    try (Connector connector = FluxDouble.open()) {
      connector.rpc(Request.single("double.echo", JSON), keepIn(kept));
      MemorySegment payload = Heard.await(kept);
      CompletableFuture<Byte> later = connector.onEventLoop(h -> payload.get(JAVA_BYTE, 0));
      assertThatThrownBy(() -> Heard.await(later))
          .hasRootCauseInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void another_thread_cannot_read_a_payload_even_while_its_handler_runs() {
    Function<MemorySegment, Throwable> elsewhere =
        payload ->
            CompletableFuture.runAsync(() -> payload.get(JAVA_BYTE, 0))
                .handle((nothing, error) -> error)
                .join()
                .getCause();
    assertThat(inHandler("double.echo", JSON, elsewhere)).isInstanceOf(WrongThreadException.class);
  }

  private static ResponseHandler keepIn(CompletableFuture<MemorySegment> kept) {
    return new ResponseHandler() {
      @Override
      public void onResponse(MemorySegment payload) {
        kept.complete(payload);
      }

      @Override
      public void onError(FluxException error) {
        kept.completeExceptionally(error);
      }
    };
  }

  @Test
  void a_payload_that_there_is_no_memory_for_fails_its_request_and_the_loop_lives_on() {
    MemorySegment huge = MemorySegment.ofAddress(8).reinterpret(1L << 60);
    Heard heard = new Heard();
    try (Connector connector = FluxDouble.open()) {
      connector.rpc(new Request("double.echo", huge, Request.ANY, Request.Mode.SINGLE), heard);
      assertThat(heard.error().errno()).isEqualTo(Errno.EINVAL);
      assertThat(Heard.from(connector, "double.echo", "{}").response()).isEqualTo("{}");
    }
  }
}
