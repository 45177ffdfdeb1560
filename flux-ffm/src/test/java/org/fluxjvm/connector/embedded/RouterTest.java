package org.fluxjvm.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.junit.jupiter.api.Test;

class RouterTest {
  private final List<Errno> errors = new ArrayList<>();
  private final ResponseHandler handler =
      new ResponseHandler() {
        @Override
        public void onResponse(MemorySegment payload) {
          throw new AssertionError("there is no response");
        }

        @Override
        public void onError(FluxException error) {
          errors.add(error.errno());
        }
      };

  @Test
  void a_service_that_fails_by_an_error_of_java_still_answers() {
    Router router = new Router(1);
    router.add(
        "test.method",
        exchange -> {
          throw new StackOverflowError("thrown by the test");
        });
    Exchange exchange =
        new Exchange(
            new Credentials(1, true),
            "test.method",
            new byte[0],
            Request.ANY,
            Request.Mode.SINGLE,
            handler,
            new EventLoop("test"),
            over -> {});
    assertThat(exchange.send()).isTrue();
    router.dispatch(exchange);

    assertThat(errors).containsExactly(Errno.EIO);
  }
}
