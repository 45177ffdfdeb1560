package org.fluxjvm.it.libflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.NativeHandle;
import org.fluxjvm.connector.Request;
import org.fluxjvm.jextract.FluxCore;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Journal;
import org.fluxjvm.job.JournalEvent;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.fluxjvm.rpc.ResponseStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A handle on a real broker: its event loop, its memory and its end. */
@FluxTest(value = InstanceKind.REAL, cores = 8)
class HandleTest {
  private static final Request PING = Request.single("broker.ping", "{\"seq\":1}");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final FluxInstance instance;
  private Flux flux;

  HandleTest(FluxInstance instance) {
    this.instance = instance;
  }

  @BeforeEach
  void open() {
    flux = Flux.open(instance.uri());
  }

  @AfterEach
  void close() {
    flux.close();
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private static Errno errno(CompletableFuture<?> failing) {
    ExecutionException e = catchThrowableOfType(ExecutionException.class, () -> get(failing));
    return ((FluxException) Objects.requireNonNull(e.getCause())).errno();
  }

  private <T> T onEventLoop(Supplier<T> action) throws Exception {
    return get(flux.onEventLoop(handle -> action.get()));
  }

  private int matchtags() throws Exception {
    return get(flux.onEventLoop(handle -> FluxCore.flux_matchtag_avail(handle.flux())));
  }

  /** A request that stays without a response: for the state of a job that is held. */
  private CompletableFuture<?> neverAnswered(long heldJob) {
    return flux.rpcAsync(
        "job-list.list-id", Map.of("id", heldJob, "attrs", List.of("state"), "state", 16));
  }

  @Test
  void a_stream_whose_handler_throws_is_ended_at_the_service() throws Exception {
    int before = matchtags();
    Recorder bad =
        new Recorder() {
          @Override
          public void onResponse(MemorySegment payload) {
            throw new AssertionError("thrown by the test");
          }
        };
    flux.rpc(Request.stream("job-manager.events-journal", "{\"full\":true}"), bad);
    assertThat(get(bad.end).errno()).isEqualTo(Errno.EPROTO);
    await().atMost(LIMIT).until(() -> matchtags() == before);
  }

  @Test
  void a_payload_is_refused_after_the_call() throws Exception {
    Recorder recorder = new Recorder();
    flux.rpc(PING, recorder);
    MemorySegment kept = get(recorder.payload);
    assertThatThrownBy(() -> onEventLoop(() -> kept.get(ValueLayout.JAVA_BYTE, 0)))
        .cause()
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> kept.get(ValueLayout.JAVA_BYTE, 0))
        .isInstanceOfAny(IllegalStateException.class, WrongThreadException.class);
  }

  @Test
  void a_payload_is_read_only_and_ends_before_its_nul() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    flux.rpc(
        PING,
        new Recorder() {
          @Override
          public void onResponse(MemorySegment payload) {
            byte last = payload.get(ValueLayout.JAVA_BYTE, payload.byteSize() - 1);
            seen.complete(payload.isReadOnly() + " " + (char) last);
          }
        });
    assertThat(get(seen)).isEqualTo("true }");
  }

  @Test
  void what_was_borrowed_is_refused_on_another_thread() throws Exception {
    NativeHandle handle = get(flux.onEventLoop(borrowed -> borrowed));
    assertThat(handle.flux().scope().isAlive()).isTrue();
    assertThatThrownBy(() -> FluxCore.flux_matchtag_avail(handle.flux()))
        .isInstanceOf(WrongThreadException.class);
  }

  @Test
  void what_the_borrowing_function_throws_fails_its_future_only() throws Exception {
    CompletableFuture<Object> failing =
        flux.onEventLoop(
            handle -> {
              throw new IllegalArgumentException("thrown by the test");
            });
    assertThatThrownBy(() -> get(failing)).cause().isInstanceOf(IllegalArgumentException.class);
    flux.rpc("broker.ping");
  }

  @Test
  void a_payload_that_the_event_loop_may_not_read_fails_its_request_only() throws Exception {
    CompletableFuture<?> before = neverAnswered(HeldJob.on(flux));
    Recorder recorder = new Recorder();
    try (Arena confined = Arena.ofConfined()) {
      MemorySegment payload = confined.allocateFrom("{}").asSlice(0, 2);
      flux.rpc(new Request("broker.ping", payload, Request.ANY, Request.Mode.SINGLE), recorder);
      assertThat(get(recorder.end).errno()).isEqualTo(Errno.EINVAL);
    }
    flux.rpc("broker.ping");
    assertThat(before).isNotDone();
  }

  @Test
  void streams_that_are_closed_early_give_their_matchtags_back() throws Exception {
    int before = matchtags();
    List<ResponseStream<JournalEvent>> journals =
        Stream.generate(() -> flux.jobs().journal(Journal.full())).limit(50).toList();
    assertThat(matchtags()).isEqualTo(before - 50);
    journals.forEach(ResponseStream::close);
    await().atMost(LIMIT).until(() -> matchtags() == before);
  }

  @Test
  void a_call_that_timed_out_gives_its_matchtag_back_when_the_response_comes() throws Exception {
    try (Flux hasty = Flux.builder().uri(instance.uri()).callLimit(Duration.ofMillis(50)).open()) {
      long held = HeldJob.on(flux);
      FluxException late =
          catchThrowableOfType(
              FluxException.class,
              () ->
                  hasty.rpc(
                      "job-list.list-id",
                      Map.of("id", held, "attrs", List.of("state"), "state", 16)));
      assertThat(late.errno()).isEqualTo(Errno.ETIMEDOUT);
      int waiting = get(hasty.onEventLoop(h -> FluxCore.flux_matchtag_avail(h.flux())));
      flux.rpc("job-manager.raise", Map.of("id", held, "severity", 0, "type", "cancel"));
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  get(hasty.onEventLoop(h -> FluxCore.flux_matchtag_avail(h.flux())))
                      == waiting + 1);
    }
  }

  @Test
  void closing_fails_what_is_pending_with_ecanceled_and_does_not_wait_for_it() {
    long held = HeldJob.on(flux);
    List<CompletableFuture<?>> pending = new ArrayList<>();
    IntStream.range(0, 100).forEach(i -> pending.add(neverAnswered(held)));
    pending.add(flux.jobs().journal(Journal.live()).forEachAsync(event -> {}));
    flux.rpc("broker.ping");
    long start = System.nanoTime();
    flux.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    assertThat(pending).extracting(HandleTest::errno).containsOnly(Errno.ECANCELED);
  }

  @Test
  void a_closed_handle_refuses_every_call_and_can_be_closed_again() {
    flux.close();
    flux.close();
    assertThat(catchThrowableOfType(FluxException.class, () -> flux.rpc("broker.ping")).errno())
        .isEqualTo(Errno.ECANCELED);
    assertThat(errno(flux.onEventLoop(handle -> 1))).isEqualTo(Errno.ECANCELED);
    assertThat(errno(flux.jobs().journal(Journal.live()).forEachAsync(event -> {})))
        .isEqualTo(Errno.ECANCELED);
  }

  @Test
  void a_handle_can_be_closed_on_its_own_event_loop() throws Exception {
    CompletableFuture<?> pending = neverAnswered(HeldJob.on(flux));
    onEventLoop(
        () -> {
          flux.close();
          return 1;
        });
    assertThat(errno(pending)).isEqualTo(Errno.ECANCELED);
  }

  @Test
  void no_call_made_while_the_handle_is_closed_is_left_without_an_answer() throws Exception {
    for (int round = 0; round < 6; round++) {
      Flux handle = Flux.open(instance.uri());
      CountDownLatch underWay = new CountDownLatch(4);
      List<CompletableFuture<List<CompletableFuture<?>>>> callers =
          IntStream.range(0, 4)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> callUntilClosed(handle, underWay)))
              .toList();
      underWay.await();
      handle.close();
      for (CompletableFuture<List<CompletableFuture<?>>> caller : callers) {
        for (CompletableFuture<?> call : get(caller)) {
          get(call.handle((response, error) -> 1));
        }
      }
    }
  }

  @Test
  void streams_that_need_several_requests_end_while_the_handle_is_closed() throws Exception {
    JobId held = JobId.of(HeldJob.on(flux));
    for (int round = 0; round < 6; round++) {
      Flux handle = Flux.open(instance.uri());
      CountDownLatch underWay = new CountDownLatch(4);
      List<CompletableFuture<List<CompletableFuture<?>>>> callers =
          IntStream.range(0, 4)
              .mapToObj(
                  i ->
                      CompletableFuture.<List<CompletableFuture<?>>>supplyAsync(
                          () -> watchUntilClosed(handle, held, underWay),
                          Thread::startVirtualThread))
              .toList();
      underWay.await();
      long start = System.nanoTime();
      handle.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      for (CompletableFuture<List<CompletableFuture<?>>> caller : callers) {
        for (CompletableFuture<?> call : get(caller)) {
          get(call.handle((response, error) -> 1));
        }
      }
    }
  }

  private static List<CompletableFuture<?>> watchUntilClosed(
      Flux handle, JobId id, CountDownLatch underWay) {
    List<CompletableFuture<?>> watches = new ArrayList<>();
    do {
      watches.add(handle.jobs().eventWaitAsync(id, "never", "guest.output", false));
      watches.add(handle.jobs().output(id).lines().forEachAsync(line -> {}));
      if (watches.size() == 20) {
        underWay.countDown();
      }
    } while (watches.size() < 2000 && !watches.getLast().isCompletedExceptionally());
    return watches;
  }

  private static List<CompletableFuture<?>> callUntilClosed(Flux handle, CountDownLatch underWay) {
    List<CompletableFuture<?>> calls = new ArrayList<>();
    do {
      calls.add(handle.rpcAsync("broker.ping", Map.of()));
      if (calls.size() == 20) {
        underWay.countDown();
      }
    } while (calls.size() < 2000 && !calls.getLast().isCompletedExceptionally());
    return calls;
  }

  @Test
  void a_call_cancelled_at_once_is_told_so_at_most_once() throws Exception {
    Recorder recorder = new Recorder();
    Call call = flux.rpc(Request.stream("job-manager.events-journal", "{}"), recorder);
    call.cancel();
    call.cancel();
    assertThat(get(recorder.end).errno()).isIn(Errno.ENODATA, Errno.ECANCELED);
    flux.rpc("broker.ping");
    assertThat(recorder.ends).hasValue(1);
  }

  @Test
  void many_large_calls_do_not_make_the_process_grow() throws Exception {
    Map<String, String> payload = Map.of("pad", "x".repeat(8 * 1024));
    pings(5_000, payload);
    long growth = Long.MAX_VALUE;
    for (int round = 0; round < 3 && growth >= 60_000; round++) {
      long before = ResidentSet.kilobytes();
      pings(15_000, payload); // a lost copy of each would be 120 MB, in every round
      growth = ResidentSet.kilobytes() - before; // the heap comes and goes by as much
    }
    assertThat(growth).isLessThan(60_000);
  }

  private void pings(int count, Map<String, String> payload) throws Exception {
    for (int done = 0; done < count; done += 100) {
      List<CompletableFuture<?>> batch = new ArrayList<>();
      IntStream.range(0, 100).forEach(i -> batch.add(flux.rpcAsync("broker.ping", payload)));
      for (CompletableFuture<?> ping : batch) {
        get(ping);
      }
    }
  }
}
