package org.fluxjvm.connector.libflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An exception that left an upcall would end the JVM. */
@OnDouble
class HandlerOnDoubleTest {
  /** What a handler may throw. */
  enum Thrown {
    EXCEPTION,
    ERROR,
    STACK_OVERFLOW;

    void go() {
      switch (this) {
        case EXCEPTION -> throw new IllegalStateException("thrown by a test, in a handler");
        case ERROR -> throw new AssertionError("thrown by a test, in a handler");
        case STACK_OVERFLOW -> go();
      }
    }
  }

  private static final class Throwing implements ResponseHandler {
    private final Thrown thrown;
    private final CompletableFuture<FluxException> told = new CompletableFuture<>();
    private int responses;

    Throwing(Thrown thrown) {
      this.thrown = thrown;
    }

    @Override
    public void onResponse(MemorySegment payload) {
      responses++;
      thrown.go();
    }

    @Override
    public void onError(FluxException error) {
      told.complete(error);
      thrown.go();
    }
  }

  private static void assertServes(Connector connector) {
    assertThat(Heard.from(connector, "double.echo", "{\"next\":1}").response())
        .isEqualTo("{\"next\":1}");
  }

  @ParameterizedTest
  @EnumSource
  void what_a_handler_throws_ends_its_request_and_the_loop_lives_on(Thrown thrown) {
    Throwing handler = new Throwing(thrown);
    try (Connector connector = FluxDouble.open()) {
      connector.rpc(Request.single("double.echo", "{}"), handler);
      FluxException told = Heard.await(handler.told);
      assertThat(told.errno()).isEqualTo(Errno.EPROTO);
      assertThat(told).hasMessageContainingAll("double.echo", "could not read the response");
      assertServes(connector);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_a_handler_throws_ends_its_stream_at_the_first_response(Thrown thrown) {
    Throwing handler = new Throwing(thrown);
    try (Connector connector = FluxDouble.open()) {
      connector.rpc(Request.stream("double.count", "{\"count\":5,\"errno\":61}"), handler);
      assertThat(Heard.await(handler.told).errno()).isEqualTo(Errno.EPROTO);
      assertServes(connector);
      int responses = Heard.await(connector.onEventLoop(handle -> handler.responses));
      assertThat(responses).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_a_handler_throws_when_it_is_told_of_an_error_harms_nobody(Thrown thrown) {
    Throwing handler = new Throwing(thrown);
    try (Connector connector = FluxDouble.open()) {
      connector.rpc(Request.single("double.error", "{\"errno\":1}"), handler);
      assertThat(Heard.await(handler.told).errno()).isEqualTo(Errno.EPERM);
      assertServes(connector);
    }
  }
}
