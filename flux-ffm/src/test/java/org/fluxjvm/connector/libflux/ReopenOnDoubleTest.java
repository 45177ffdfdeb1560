package org.fluxjvm.connector.libflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.ClientObserver;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.ConnectorOptions;
import org.fluxjvm.connector.NotSentException;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitUnknownException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnDouble
class ReopenOnDoubleTest {
  @AfterEach
  void answerAgain() {
    FluxDouble.leaveSubmissionsUnanswered(false);
    FluxDouble.leaveProbesUnanswered(false);
    FluxDouble.refuseNextOpens(0);
    FluxDouble.refuseNextProbes(0);
  }

  private static FluxException failure(CompletableFuture<?> future) {
    ExecutionException e =
        catchThrowableOfType(ExecutionException.class, () -> future.get(10, TimeUnit.SECONDS));
    return (FluxException) Objects.requireNonNull(e.getCause());
  }

  private static CompletableFuture<JobId> submit(Flux flux) {
    return flux.jobs().submitAsync(JobspecV1.fromCommand(List.of("true")).build());
  }

  @Test
  void pending_calls_fail_when_the_connection_is_lost_and_later_ones_work() {
    try (Connector connector = FluxDouble.open()) {
      List<Heard> pending =
          IntStream.range(0, 100)
              .mapToObj(i -> Heard.from(connector, "double.never", "{}"))
              .toList();
      Heard stream = Heard.fromStream(connector, "double.never", "{}");
      Heard.from(connector, "double.lose", "{}");
      assertThat(pending).extracting(call -> call.error().errno()).containsOnly(Errno.ECONNRESET);
      assertThat(stream.error().errno()).isEqualTo(Errno.ECONNRESET);
      assertThat(Heard.from(connector, "double.echo", "{}").response()).isEqualTo("{}");
      assertThat(FluxDouble.destroyed()).startsWith("handler", "watcher", "handle");
    }
  }

  @Test
  void a_submission_that_was_sent_is_unknown_and_one_made_meanwhile_waits() throws Exception {
    try (Flux flux = Flux.open(FluxDouble.URI)) {
      FluxDouble.leaveSubmissionsUnanswered(true);
      CompletableFuture<JobId> unanswered = submit(flux);
      flux.onEventLoop(handle -> "sent").get(10, TimeUnit.SECONDS);
      FluxDouble.leaveSubmissionsUnanswered(false);
      FluxDouble.refuseNextOpens(3);
      CompletableFuture<?> lost = flux.rpcAsync("double.lose", Map.of());
      assertThat(failure(lost).errno()).isEqualTo(Errno.ECONNRESET);
      assertThat(submit(flux).get(10, TimeUnit.SECONDS)).isEqualTo(JobId.of(1234));
      assertThat(failure(unanswered)).isInstanceOf(SubmitUnknownException.class);
    }
  }

  @Test
  void a_handle_that_cannot_be_reopened_is_tried_again_with_back_off() {
    try (Connector connector = FluxDouble.open()) {
      FluxDouble.refuseNextOpens(4);
      long lost = System.nanoTime();
      Heard.from(connector, "double.lose", "{}");
      assertThat(Heard.from(connector, "double.echo", "{}").response()).isEqualTo("{}");
      assertThat(Duration.ofNanos(System.nanoTime() - lost))
          .as("after 50, 100, 200 and 400 ms")
          .isGreaterThanOrEqualTo(Duration.ofMillis(750));
    }
  }

  @Test
  void a_connection_may_be_lost_over_and_over() {
    try (Connector connector = FluxDouble.open()) {
      for (int i = 0; i < 20; i++) {
        Heard lost = Heard.from(connector, "double.lose", "{}");
        assertThat(lost.error().errno()).isEqualTo(Errno.ECONNRESET);
        assertThat(Heard.from(connector, "double.echo", "{}").response()).isEqualTo("{}");
      }
      Heard.await(connector.onEventLoop(handle -> "all destroyed"));
      assertThat(FluxDouble.alive()).isEqualTo("handles=1 watchers=1 handlers=1");
    }
  }

  @Test
  void a_submission_that_waited_for_a_broker_in_vain_is_known_not_to_be_sent() throws Exception {
    try (Flux flux = Flux.builder().uri(FluxDouble.URI).callLimit(Duration.ofSeconds(1)).open()) {
      FluxDouble.refuseNextOpens(Integer.MAX_VALUE);
      assertThat(failure(flux.rpcAsync("double.lose", Map.of())).errno())
          .isEqualTo(Errno.ECONNRESET);
      assertThat(failure(submit(flux)))
          .isInstanceOf(NotSentException.class)
          .extracting(FluxException::errno)
          .isEqualTo(Errno.ETIMEDOUT);

      FluxDouble.refuseNextOpens(0);
      flux.onEventLoop(handle -> "back").get(10, TimeUnit.SECONDS);
      assertThat(submit(flux).get(10, TimeUnit.SECONDS)).isEqualTo(JobId.of(1234));
    }
  }

  @Test
  void a_submission_on_a_closed_handle_is_known_not_to_be_sent() {
    Flux flux = Flux.open(FluxDouble.URI);
    flux.close();
    assertThat(failure(submit(flux)))
        .isInstanceOf(NotSentException.class)
        .extracting(FluxException::errno)
        .isEqualTo(Errno.ECANCELED);
  }

  @Test
  void a_submission_that_was_sent_and_not_answered_is_unknown_when_its_time_is_over() {
    try (Flux flux = Flux.builder().uri(FluxDouble.URI).callLimit(Duration.ofSeconds(1)).open()) {
      FluxDouble.leaveSubmissionsUnanswered(true);
      assertThat(failure(submit(flux))).isInstanceOf(SubmitUnknownException.class);
    }
  }

  @Test
  void a_broker_is_asked_for_its_owner_at_the_first_opening_only() {
    try (Connector connector = FluxDouble.open()) {
      int asked = FluxDouble.attributesAsked();
      Heard.from(connector, "double.lose", "{}");
      assertThat(Heard.from(connector, "double.echo", "{}").response()).isEqualTo("{}");
      assertThat(FluxDouble.attributesAsked()).isEqualTo(asked);
    }
  }

  @Test
  void a_connection_that_is_lost_before_it_is_ready_is_told_once_it_is() {
    AtomicInteger reopened = new AtomicInteger();
    ClientObserver observer =
        new ClientObserver() {
          @Override
          public void onReopened() {
            reopened.incrementAndGet();
          }
        };
    ConnectorOptions options = new ConnectorOptions(Duration.ofSeconds(20), observer);
    try (Connector connector = new LibfluxConnectorProvider().open(FluxDouble.URI, options)) {
      FluxDouble.refuseNextProbes(2);
      Heard.from(connector, "double.lose", "{}");
      for (int i = 0; i < 3; i++) {
        assertThat(Heard.from(connector, "double.echo", "{}").response()).isEqualTo("{}");
      }
      assertThat(reopened).hasValue(1);
    }
  }

  @Test
  void a_broker_that_comes_back_and_has_no_services_keeps_nobody_waiting_beyond_the_limit() {
    try (Connector connector = FluxDouble.open(Duration.ofSeconds(2))) {
      FluxDouble.leaveProbesUnanswered(true);
      FluxDouble.refuseNextOpens(5); // it is back after 1.55 seconds
      Heard.from(connector, "double.lose", "{}");
      Heard waiting = Heard.from(connector, "double.echo", "{}");
      assertThat(waiting.error().errno()).isEqualTo(Errno.EHOSTUNREACH);
      assertThat(Heard.from(connector, "double.echo", "{}").response())
          .as("after the time that a broker is given for its services")
          .isEqualTo("{}");
    }
  }
}
