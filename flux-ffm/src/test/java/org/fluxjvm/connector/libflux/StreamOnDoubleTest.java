package org.fluxjvm.connector.libflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.fluxjvm.Errno;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnDouble
class StreamOnDoubleTest {
  private static String count(int count, Errno end, String text) {
    return "{\"count\":%d,\"errno\":%d,\"text\":\"%s\"}".formatted(count, end.code(), text);
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(n -> "{\"n\":" + n + "}").toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10_000})
  void the_responses_come_in_order_each_once_and_then_the_end(int count) {
    try (Connector connector = FluxDouble.open()) {
      Heard heard = Heard.fromStream(connector, "double.count", count(count, Errno.ENODATA, ""));
      assertThat(heard.error().errno()).isEqualTo(Errno.ENODATA);
      assertThat(heard.responses()).isEqualTo(numbered(count));
    }
  }

  @Test
  void an_error_response_ends_a_stream_with_its_errno_and_its_text() {
    try (Connector connector = FluxDouble.open()) {
      String request = count(3, Errno.EPERM, "the owner only");
      Heard heard = Heard.fromStream(connector, "double.count", request);
      assertThat(heard.error().errno()).isEqualTo(Errno.EPERM);
      assertThat(heard.error().reason()).isEqualTo("the owner only");
      assertThat(heard.responses()).isEqualTo(numbered(3));
    }
  }

  @Test
  void streams_that_run_at_the_same_time_do_not_mix() {
    try (Connector connector = FluxDouble.open()) {
      List<Heard> streams =
          IntStream.range(0, 100)
              .mapToObj(i -> count(i, Errno.ENODATA, ""))
              .map(request -> Heard.fromStream(connector, "double.count", request))
              .toList();
      assertThat(streams)
          .extracting(Heard::responses)
          .isEqualTo(IntStream.range(0, 100).mapToObj(StreamOnDoubleTest::numbered).toList());
    }
  }

  @Test
  void a_stream_that_is_cancelled_is_read_to_the_end_that_the_service_gives_it() {
    try (Connector connector = FluxDouble.open()) {
      Heard heard = new Heard();
      Call call = connector.rpc(Request.stream("double.never", "{}"), heard);
      Heard.await(connector.onEventLoop(handle -> "sent"));
      assertThat(heard.hasEnded()).isFalse();
      call.cancel();
      call.cancel();
      assertThat(heard.error().errno()).isEqualTo(Errno.ENODATA);
      assertThat(heard.responses()).isEmpty();
    }
  }
}
