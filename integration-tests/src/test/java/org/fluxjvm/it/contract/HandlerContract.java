package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.fluxjvm.job.Journal;
import org.fluxjvm.job.JournalEvent;
import org.fluxjvm.rpc.ResponseStream;
import org.junit.jupiter.api.Test;

/** Handlers on the event loop. */
abstract class HandlerContract extends Contract {
  private static final Request PING = Request.single("broker.ping", "{\"seq\":1}");
  private static final Request JOURNAL =
      Request.stream("job-manager.events-journal", "{\"full\":true}");

  private static final class Throwing implements ResponseHandler {
    private final CompletableFuture<FluxException> told = new CompletableFuture<>();
    private final AtomicInteger responses = new AtomicInteger();

    @Override
    public void onResponse(MemorySegment payload) {
      responses.incrementAndGet();
      throw new IllegalStateException("thrown by the test");
    }

    @Override
    public void onError(FluxException error) {
      told.complete(error);
    }
  }

  /** Does something on the event loop, when a response comes. */
  private <T> T onEventLoop(Supplier<T> action) throws Exception {
    CompletableFuture<T> done = new CompletableFuture<>();
    flux.rpc(
        PING,
        new ResponseHandler() {
          @Override
          public void onResponse(MemorySegment payload) {
            done.complete(action.get());
          }

          @Override
          public void onError(FluxException error) {
            done.completeExceptionally(error);
          }
        });
    return get(done);
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void a_handler_that_throws_ends_its_request_only() throws Exception {
    Throwing bad = new Throwing();
    flux.rpc(PING, bad);
    CompletableFuture<?> other = flux.rpcAsync("broker.ping", Map.of("seq", 2));
    assertThat(get(bad.told).errno()).isEqualTo(Errno.EPROTO);
    get(other);
  }

  @Test
  void a_handler_that_throws_ends_its_stream_at_the_first_response() throws Exception {
    Throwing bad = new Throwing();
    flux.rpc(JOURNAL, bad);
    FluxException told = get(bad.told);
    assertThat(told.errno()).isEqualTo(Errno.EPROTO);
    assertThat(told).hasMessageContainingAll("events-journal", "could not read the response");
    flux.jobs().result(submit(command("true")));
    assertThat(bad.responses).hasValue(1);
  }

  @Test
  void a_blocking_call_on_the_event_loop_is_a_deadlock_that_is_refused() throws Exception {
    Errno call = onEventLoop(() -> refusal(() -> flux.rpc("broker.ping")));
    assertThat(call).isEqualTo(Errno.EDEADLK);
    try (ResponseStream<JournalEvent> journal = flux.jobs().journal(Journal.live())) {
      Errno stream =
          onEventLoop(() -> catchThrowableOfType(FluxException.class, journal::next).errno());
      assertThat(stream).isEqualTo(Errno.EDEADLK);
    }
  }
}
