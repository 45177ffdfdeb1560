package org.fluxjvm.connector.libflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Connector;
import org.junit.jupiter.api.Test;

@OnDouble
class ErrnoOnDoubleTest {
  private static final int CALLS = 2_000;

  /** Those after which a request is sent again have a test of their own. */
  private static final List<Errno> ERRORS =
      List.of(Errno.EPERM, Errno.ENOENT, Errno.EINVAL, Errno.EHOSTUNREACH, Errno.EMFILE);

  private static Errno of(int call) {
    return ERRORS.get(call % ERRORS.size());
  }

  private static String json(Errno errno) {
    return "{\"errno\":" + errno.code() + "}";
  }

  @Test
  void a_request_that_could_not_be_sent_fails_with_the_errno_of_the_function() {
    try (Connector connector = FluxDouble.open()) {
      for (Errno errno : ERRORS) {
        FluxException error = Heard.from(connector, "double.refuse", json(errno)).error();
        assertThat(error.errno()).isEqualTo(errno);
        assertThat(error.operation()).isEqualTo("double.refuse");
      }
    }
  }

  @Test
  void an_error_response_has_its_errno_and_the_text_that_flux_gave_or_that_of_the_errno() {
    try (Connector connector = FluxDouble.open()) {
      FluxException bare = Heard.from(connector, "double.error", json(Errno.EPERM)).error();
      assertThat(bare.errno()).isEqualTo(Errno.EPERM);
      assertThat(bare.reason()).isEqualTo(Errno.EPERM.text());
      String json = "{\"errno\":" + Errno.EINVAL.code() + ",\"text\":\"no such queue\"}";
      FluxException told = Heard.from(connector, "double.error", json).error();
      assertThat(told.errno()).isEqualTo(Errno.EINVAL);
      assertThat(told.reason()).isEqualTo("no such queue");
    }
  }

  @Test
  void a_handle_that_could_not_be_opened_says_why() {
    FluxDouble.refuseNextOpens(1);
    FluxException error = catchThrowableOfType(FluxException.class, FluxDouble::open);
    assertThat(error.errno()).isEqualTo(Errno.ECONNREFUSED);
    assertThat(error).hasMessageContaining("the double refuses " + FluxDouble.URI);
  }

  @Test
  void no_errno_is_lost_while_other_threads_allocate_and_collect() throws InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    List<Thread> load = List.of(allocating(done), collecting(done));
    try (Connector connector = FluxDouble.open()) {
      List<Heard> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        String topic = i % 2 == 0 ? "double.refuse" : "double.error";
        calls.add(Heard.from(connector, topic, json(of(i))));
      }
      assertThat(calls)
          .extracting(call -> call.error().errno())
          .isEqualTo(IntStream.range(0, CALLS).mapToObj(ErrnoOnDoubleTest::of).toList());
    } finally {
      done.set(true);
      for (Thread thread : load) {
        thread.join();
      }
    }
  }

  private static Thread allocating(AtomicBoolean done) {
    return Thread.ofPlatform()
        .start(
            () -> {
              List<byte[]> kept = new ArrayList<>();
              while (!done.get()) {
                kept.add(new byte[1024]);
                if (kept.size() == CALLS) {
                  kept.clear();
                }
              }
            });
  }

  private static Thread collecting(AtomicBoolean done) {
    return Thread.ofPlatform()
        .start(
            () -> {
              while (!done.get()) {
                System.gc();
              }
            });
  }
}
