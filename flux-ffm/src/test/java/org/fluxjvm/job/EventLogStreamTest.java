package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
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

/** An event log as one stream, whatever becomes of the broker, and of logs that are not there. */
class EventLogStreamTest {
  private static final String TOPIC = "job-info.eventlog-watch";
  private static final JobId JOB = JobId.of(7);
  private static final String OUTPUT = "guest.output";

  private final ScriptedConnector connector = new ScriptedConnector();
  private final Instance instance = new Instance(connector);
  private final Jobs jobs =
      new Jobs(new RpcClient(connector, Runnable::run, Duration.ofSeconds(10)));
  private final List<String> told = new ArrayList<>();

  private CompletableFuture<Void> read(String path) {
    return jobs.eventWatch(JOB, path).forEachAsync(event -> told.add(event.name()));
  }

  private CompletableFuture<Void> read() {
    return read(JobEvents.MAIN_LOG);
  }

  private static Throwable failure(CompletableFuture<Void> reading) {
    assertThat(reading).isCompletedExceptionally();
    return reading.exceptionNow();
  }

  private static Errno errno(CompletableFuture<Void> reading) {
    return ((FluxException) failure(reading)).errno();
  }

  private List<Sent> sent() {
    return connector.sent(TOPIC);
  }

  @Test
  void after_a_lost_broker_each_event_is_told_once() {
    CompletableFuture<Void> reading = read();
    instance.log(event(1, "submit"), event(2, "start"));
    instance.log().fail(Errno.ECONNRESET);
    instance.log(event(1, "submit"), event(2, "start"), event(3, "finish"));
    instance.log().fail(Errno.ENODATA);

    assertThat(told).containsExactly("submit", "start", "finish");
    assertThat(reading).isCompleted();
  }

  @Test
  void a_broker_that_is_lost_while_a_log_comes_again_is_asked_once_more() {
    var _ = read();
    instance.log(event(1, "submit"), event(2, "start"));
    instance.log().fail(Errno.ECONNRESET);
    instance.log(event(1, "submit"));
    instance.log().fail(Errno.ECONNRESET);
    instance.log(event(1, "submit"), event(2, "start"), event(3, "finish"));

    assertThat(told).containsExactly("submit", "start", "finish");
  }

  @Test
  void a_job_that_is_gone_is_a_gap() {
    CompletableFuture<Void> reading = read();
    instance.log(event(1, "submit"));
    instance.log().fail(Errno.ECONNRESET);
    instance.log().fail(Errno.ENOENT);

    assertThat(failure(reading))
        .isInstanceOfSatisfying(
            EventGapException.class, gap -> assertThat(gap.jobs()).containsExactly(JOB))
        .hasMessageContaining("no longer holds this job");
  }

  @Test
  void a_log_of_which_the_end_is_missing_is_a_gap() {
    CompletableFuture<Void> reading = read();
    instance.log(event(1, "submit"), event(2, "start"));
    instance.log().fail(Errno.ECONNRESET);
    instance.log(event(1, "submit"));
    instance.log().fail(Errno.ENODATA);

    assertThat(failure(reading)).isInstanceOf(EventGapException.class);
  }

  @Test
  void a_log_that_was_set_back_is_a_gap_at_the_first_event_since() {
    CompletableFuture<Void> reading = read();
    instance.log(event(1, "submit"), event(2, "alloc"), event(3, "start"));
    instance.log().fail(Errno.ECONNRESET);
    instance.log(event(1, "submit"), event(5, "flux-restart"));

    assertThat(told).containsExactly("submit", "alloc", "start");
    assertThat(failure(reading)).isInstanceOf(EventGapException.class);
    assertThat(instance.log().isCancelled()).isTrue();
  }

  @Test
  void a_log_that_was_set_back_is_a_gap_also_if_nothing_happens_since() {
    CompletableFuture<Void> reading = read();
    assertThat(instance.log().payload()).contains("\"flags\":0");
    instance.log(event(1, "submit"), event(2, "alloc"));
    instance.log().fail(Errno.ECONNRESET);
    assertThat(instance.log().payload()).contains("\"flags\":2");
    instance.log(event(1, "submit"));
    assertThat(reading).isNotDone();
    instance.log().answer("");

    assertThat(failure(reading)).isInstanceOf(EventGapException.class);
    assertThat(instance.log().isCancelled()).isTrue();
  }

  @Test
  void a_log_that_is_all_there_goes_on_after_its_past() {
    CompletableFuture<Void> reading = read();
    instance.log(event(1, "submit"));
    instance.log().fail(Errno.ECONNRESET);
    instance.log(event(1, "submit"), event(2, "alloc"));
    instance.log().answer("");
    instance.log(event(3, "start"));

    assertThat(told).containsExactly("submit", "alloc", "start");
    assertThat(reading).isNotDone();
  }

  @Test
  void a_log_with_another_past_is_a_gap_even_if_its_end_is_the_same() {
    CompletableFuture<Void> reading = read();
    instance.log(event(1, "submit"), event(2, "alloc"), event(3, "start"));
    instance.log().fail(Errno.ECONNRESET);
    instance.log(event(1, "submit"), event(2.5, "alloc"), event(3, "start"));

    assertThat(failure(reading)).isInstanceOf(EventGapException.class);
  }

  @Test
  void a_service_that_leaves_is_asked_again_until_its_broker_is_gone() {
    var _ = read();
    instance.log(event(1, "submit"));
    instance.log().fail(Errno.ENOSYS);
    await().until(() -> sent().size() == 2);
    instance.log().fail(Errno.ECONNRESET);
    instance.log(event(1, "submit"), event(2, "start"));

    assertThat(told).containsExactly("submit", "start");
  }

  @Test
  void a_service_that_was_never_there_is_not_waited_for() {
    assertThat(errno(refusing(Errno.ENOSYS))).isEqualTo(Errno.ENOSYS);
    assertThat(sent()).hasSize(1);
  }

  private CompletableFuture<Void> refusing(Errno errno) {
    CompletableFuture<Void> reading = read();
    instance.log().fail(errno);
    return reading;
  }

  @Test
  void an_unknown_job_has_no_own_log_to_wait_for() {
    assertThat(errno(refusing(Errno.ENOENT))).isEqualTo(Errno.ENOENT);
    assertThat(sent()).hasSize(1);
  }

  @Test
  void a_log_that_is_not_there_yet_is_waited_for_as_long_as_the_job_lives() {
    var _ = read(OUTPUT);
    assertThat(sent().getFirst().payload()).contains("\"flags\":0");
    sent().getFirst().fail(Errno.ENOENT);
    assertThat(sent().get(1).payload()).contains("guest.output", "\"flags\":1");
    assertThat(sent().get(2).payload()).contains("\"eventlog\"");

    sent().get(1).answer("{\"event\":\"{\\\"timestamp\\\":1,\\\"name\\\":\\\"header\\\"}\"}");
    assertThat(told).containsExactly("header");
    assertThat(sent().get(2).isCancelled()).isTrue();
  }

  @Test
  void the_life_of_a_job_is_not_given_up_at_each_event_of_its_log() {
    var _ = read(OUTPUT);
    sent().getFirst().fail(Errno.ENOENT);
    for (int i = 0; i < 1000; i++) {
      sent().get(1).answer("{\"event\":\"{\\\"timestamp\\\":1,\\\"name\\\":\\\"data\\\"}\"}");
    }

    assertThat(told).hasSize(1000);
    assertThat(sent().get(2).cancels()).isOne();
  }

  @Test
  void a_log_that_the_job_ended_without_is_looked_for_once_more() {
    CompletableFuture<Void> reading = read(OUTPUT);
    sent().getFirst().fail(Errno.ENOENT);
    sent().get(2).fail(Errno.ENODATA);
    assertThat(sent().get(1).isCancelled()).isTrue();
    assertThat(sent().get(3).payload()).contains("guest.output", "\"flags\":0");

    sent().get(3).fail(Errno.ENOENT);
    assertThat(errno(reading)).isEqualTo(Errno.ENOENT);
    assertThat(sent()).hasSize(4);
  }

  @Test
  void a_log_of_an_unknown_job_fails_by_what_its_own_log_says() {
    CompletableFuture<Void> reading = read("no.such");
    sent().getFirst().fail(Errno.ENOENT);
    sent().get(2).fail(Errno.ENOENT);

    assertThat(errno(reading)).isEqualTo(Errno.ENOENT);
    assertThat(sent().get(1).isCancelled()).isTrue();
  }

  @Test
  void a_log_that_nobody_wants_to_wait_for_fails_at_once() {
    CompletableFuture<Void> reading =
        jobs.eventWatch(JOB, OUTPUT, MissingLog.FAIL).forEachAsync(event -> {});
    instance.log().fail(Errno.ENOENT);

    assertThat(errno(reading)).isEqualTo(Errno.ENOENT);
    assertThat(sent()).hasSize(1);
  }

  @Test
  void closing_the_stream_ends_all_that_it_asked_for() {
    var events = jobs.eventWatch(JOB, OUTPUT);
    sent().getFirst().fail(Errno.ENOENT);
    events.close();

    assertThat(sent().get(1).isCancelled()).isTrue();
    assertThat(sent().get(2).isCancelled()).isTrue();
  }

  @Test
  void a_stream_that_was_closed_is_not_asked_for_again() {
    var events = jobs.eventWatch(JOB);
    events.close();
    instance.log().fail(Errno.ECONNRESET);

    assertThat(sent()).hasSize(1);
  }
}
