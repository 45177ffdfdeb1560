package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fluxjvm.job.Instance.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.ScriptedConnector;
import org.fluxjvm.connector.ScriptedConnector.Sent;
import org.fluxjvm.rpc.RpcClient;
import org.junit.jupiter.api.Test;

/** A guest asks whether he may read an event log before he asks for it. */
class GuestWatchTest {
  private static final JobId JOB = JobId.of(7);

  private final ScriptedConnector connector = ScriptedConnector.ofGuest();
  private final Instance instance = new Instance(connector);
  private final Jobs jobs =
      new Jobs(new RpcClient(connector, Runnable::run, Duration.ofSeconds(10)));
  private final List<String> told = new ArrayList<>();

  private CompletableFuture<Void> read() {
    return jobs.eventWatch(JOB).forEachAsync(event -> told.add(event.name()));
  }

  private List<Sent> lookups() {
    return connector.sent("job-info.lookup");
  }

  private void allow() {
    lookups().getLast().answer("{\"id\":7,\"eventlog\":\"\"}");
  }

  @Test
  void a_log_that_may_be_read_is_watched() {
    CompletableFuture<Void> reading = read();
    assertThat(lookups().getFirst().payload()).contains("\"id\":7", "\"eventlog\"");
    assertThat(instance.logs()).isZero();
    allow();
    instance.log(event(1, "submit"), event(2, "start"));
    instance.log().fail(Errno.ENODATA);

    assertThat(told).containsExactly("submit", "start");
    assertThat(reading).isCompleted();
  }

  @Test
  void a_log_that_may_not_be_read_is_not_watched() {
    CompletableFuture<Void> reading = read();
    lookups().getFirst().fail(Errno.EPERM);

    assertThat(reading).isCompletedExceptionally();
    assertThat(((FluxException) reading.exceptionNow()).errno()).isEqualTo(Errno.EPERM);
    assertThat(instance.logs()).isZero();
  }

  @Test
  void a_broker_that_comes_back_is_asked_both_again() {
    var _ = read();
    allow();
    instance.log(event(1, "submit"));
    instance.log().fail(Errno.ECONNRESET);
    assertThat(lookups()).hasSize(2);
    lookups().getLast().fail(Errno.ECONNRESET);
    assertThat(lookups()).hasSize(3);
    allow();
    instance.log(event(1, "submit"), event(2, "start"));

    assertThat(told).containsExactly("submit", "start");
  }

  @Test
  void a_stream_that_is_closed_meanwhile_asks_for_nothing_more() {
    var events = jobs.eventWatch(JOB);
    events.close();
    assertThat(lookups().getFirst().isCancelled()).isTrue();
    allow();

    assertThat(instance.logs()).isZero();
  }

  @Test
  void closing_the_stream_ends_the_watch() {
    var events = jobs.eventWatch(JOB);
    allow();
    events.close();

    assertThat(instance.log().isCancelled()).isTrue();
  }
}
