package org.fluxjvm.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.fluxjvm.connector.DecidedConnector;
import org.fluxjvm.connector.Request;
import org.junit.jupiter.api.Test;

/** A limit may be longer than a number of nanoseconds can say. */
class LongLimitTest {
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final RpcClient client =
      new RpcClient(
          DecidedConnector.by((number, handler) -> handler.onResponse(Json.encode("t", Map.of()))),
          Runnable::run,
          FOR_EVER);

  @Test
  void of_a_call() {
    assertThat(client.json("test.echo", Map.of()).await()).isEmpty();
    assertThat(client.json("test.echo", Map.of()).toFuture()).isCompleted();
  }

  @Test
  void of_the_next_element_of_a_stream() {
    try (ResponseStream<String> stream =
        client.stream(Request.stream("test.echo", "{}"), (payload, sink) -> sink.accept("told"))) {
      assertThat(stream.next(FOR_EVER)).hasValue("told");
    }
  }
}
