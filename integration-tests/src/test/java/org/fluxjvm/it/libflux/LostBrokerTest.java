package org.fluxjvm.it.libflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.it.Broker;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.Journal;
import org.fluxjvm.job.SubmitUnknownException;
import org.fluxjvm.junit.EnabledIfFlux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is killed, and one that comes back. */
@EnabledIfFlux
class LostBrokerTest {
  @TempDir Path directory;

  private static FluxException failure(CompletableFuture<?> future, Duration limit) {
    ExecutionException e =
        catchThrowableOfType(
            ExecutionException.class, () -> future.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    return (FluxException) Objects.requireNonNull(e.getCause());
  }

  private static CompletableFuture<JobId> submit(Flux flux) {
    return flux.jobs().submitAsync(JobspecV1.fromCommand(List.of("true")).build());
  }

  @Test
  void a_thousand_pending_calls_fail_within_a_second_and_the_handle_works_with_the_next_broker()
      throws Exception {
    Broker broker = Broker.start(directory);
    try (Flux flux = Flux.open(broker.uri())) {
      String uuid = flux.attribute("broker.uuid");
      MemorySegment borrowed = flux.onEventLoop(handle -> handle.flux()).get(10, TimeUnit.SECONDS);
      List<CompletableFuture<?>> pending = pendingCalls(flux);
      broker.pause(); // so that the submission is sent and not answered
      CompletableFuture<JobId> submission = submit(flux);
      flux.onEventLoop(handle -> 0).get(10, TimeUnit.SECONDS);
      broker.kill();

      long killed = System.nanoTime();
      Duration second = Duration.ofSeconds(1);
      assertThat(pending)
          .extracting(call -> failure(call, second.minusNanos(System.nanoTime() - killed)).errno())
          .hasSize(1_000)
          .containsOnly(Errno.ECONNRESET);
      assertThat(failure(submission, second)).isInstanceOf(SubmitUnknownException.class);
      assertThat(borrowed.scope().isAlive()).isFalse();

      CompletableFuture<?> meanwhile = flux.rpcAsync("broker.ping", Map.of());
      CompletableFuture<JobId> submittedMeanwhile = submit(flux);
      try (Broker next = Broker.start(directory)) {
        meanwhile.get(20, TimeUnit.SECONDS);
        JobId id = submittedMeanwhile.get(20, TimeUnit.SECONDS);
        assertThat(flux.jobs().result(id).isSuccess()).isTrue();
        assertThat(flux.attribute("broker.uuid")).isNotEqualTo(uuid);
        assertThat(next.uri()).isEqualTo(flux.uri());
      }
    }
  }

  private static List<CompletableFuture<?>> pendingCalls(Flux flux) {
    Map<String, Object> never =
        Map.of("id", HeldJob.on(flux), "attrs", List.of("state"), "state", 16);
    List<CompletableFuture<?>> pending = new ArrayList<>();
    IntStream.range(0, 999).forEach(i -> pending.add(flux.rpcAsync("job-list.list-id", never)));
    pending.add(
        flux.rpcStream("job-manager.events-journal", Map.of()).forEachAsync(response -> {}));
    flux.rpc("broker.ping");
    return pending;
  }

  @Test
  void an_idle_handle_notices_and_a_call_waits_no_longer_than_the_limit() throws Exception {
    Broker broker = Broker.start(directory);
    Duration limit = Duration.ofSeconds(2);
    Flux flux = Flux.builder().uri(broker.uri()).reconnectLimit(limit).open();
    try {
      MemorySegment borrowed = flux.onEventLoop(handle -> handle.flux()).get(10, TimeUnit.SECONDS);
      broker.kill();
      await().atMost(Duration.ofSeconds(1)).until(() -> !borrowed.scope().isAlive());

      long start = System.nanoTime();
      FluxException unreachable =
          catchThrowableOfType(FluxException.class, () -> flux.rpc("broker.ping"));
      assertThat(unreachable.errno()).isEqualTo(Errno.EHOSTUNREACH);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(limit, limit.plusSeconds(3));

      CompletableFuture<?> waiting = flux.rpcAsync("broker.ping", Map.of());
      start = System.nanoTime();
      flux.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      assertThat(failure(waiting, Duration.ofSeconds(1)).errno()).isEqualTo(Errno.ECANCELED);
    } finally {
      flux.close();
    }
  }

  @Test
  void calls_to_a_stopped_broker_end_in_time_and_so_does_the_handle() {
    Broker broker = Broker.start(directory);
    Duration limit = Duration.ofMillis(500);
    Flux flux = Flux.builder().uri(broker.uri()).callLimit(limit).open();
    try {
      CompletableFuture<Void> journal =
          flux.jobs().journal(Journal.live()).forEachAsync(event -> {});
      flux.rpc("broker.ping");
      broker.pause();

      long start = System.nanoTime();
      assertThat(catchThrowableOfType(FluxException.class, () -> flux.rpc("broker.ping")).errno())
          .isEqualTo(Errno.ETIMEDOUT);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(limit, limit.plusSeconds(3));
      Duration second = limit.plusSeconds(3);
      assertThat(failure(flux.rpcAsync("broker.ping", Map.of()), second).errno())
          .isEqualTo(Errno.ETIMEDOUT);
      assertThat(failure(submit(flux), second)).isInstanceOf(SubmitUnknownException.class);
      assertThat(journal).isNotDone();

      start = System.nanoTime();
      flux.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      assertThat(failure(journal, second).errno()).isEqualTo(Errno.ECANCELED);
    } finally {
      flux.close();
      broker.kill();
    }
  }

  @Test
  void a_stream_that_could_be_resumed_ends_when_no_broker_comes_back() {
    Broker broker = Broker.start(directory);
    Duration limit = Duration.ofMillis(500);
    try (Flux flux = Flux.builder().uri(broker.uri()).reconnectLimit(limit).open()) {
      CompletableFuture<Void> journal =
          flux.jobs().journal(Journal.live()).forEachAsync(event -> {});
      flux.rpc("broker.ping");
      broker.kill();
      assertThat(failure(journal, limit.plusSeconds(10)).errno()).isEqualTo(Errno.EHOSTUNREACH);
    }
  }

  @Test
  void a_uri_without_a_broker_says_so() {
    String uri = "local://" + directory.resolve("nobody");
    FluxException none = catchThrowableOfType(FluxException.class, () -> Flux.open(uri));
    assertThat(none.errno()).isEqualTo(Errno.ENOENT);
    assertThat(none).hasMessageContaining(uri);
  }
}
