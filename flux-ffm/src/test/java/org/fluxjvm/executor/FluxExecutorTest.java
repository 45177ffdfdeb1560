package org.fluxjvm.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.fluxjvm.job.Instance.event;
import static org.fluxjvm.job.Instance.exception;
import static org.fluxjvm.job.Instance.finish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.FutureAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.ScriptedConnector;
import org.fluxjvm.job.Instance;
import org.fluxjvm.job.JobException;
import org.fluxjvm.job.JobFollower;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.SubmitUnknownException;
import org.fluxjvm.rpc.RpcClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FluxExecutorTest {
  private final ScriptedConnector connector = new ScriptedConnector();
  private final Instance instance = new Instance(connector);
  private final List<JobId> cancelled = new ArrayList<>();
  private final AtomicInteger closed = new AtomicInteger();
  private final List<String> heard = new ArrayList<>();
  private final FluxExecutor executor = new FluxExecutor(List.of(lane()));

  private Lane lane() {
    return lane(connector);
  }

  private Lane lane(ScriptedConnector connector) {
    return lane(connector, JobFollower.MAX_EVENT_LOGS);
  }

  private Lane lane(ScriptedConnector connector, int eventLogs) {
    return lane(connector, eventLogs, Runnable::run);
  }

  private Lane lane(ScriptedConnector connector, Executor callbacks) {
    return lane(connector, JobFollower.MAX_EVENT_LOGS, callbacks);
  }

  private Lane lane(ScriptedConnector connector, int eventLogs, Executor callbacks) {
    RpcClient client = new RpcClient(connector, Runnable::run, Duration.ofSeconds(10));
    return new Lane(
        JobFollower.on(client, Set.of("finish", "exception"), eventLogs),
        id -> {
          cancelled.add(id);
          return CompletableFuture.completedFuture(null);
        },
        callbacks,
        closed::incrementAndGet);
  }

  /** AssertJ cannot choose between a future and a stage. */
  private static FutureAssert<Integer> assertThatFuture(Future<Integer> future) {
    return assertThat(future);
  }

  private FluxFuture running(long id) {
    FluxFuture future = executor.submit("{}");
    instance.sentinel();
    instance.accept(id);
    return future;
  }

  @Test
  void a_future_completes_at_finish_with_the_exit_code() throws Exception {
    FluxFuture future = running(7);
    assertThatFuture(future).isNotDone();
    instance.journal(7, finish(1, 3 << 8));

    assertThat(future.get()).isEqualTo(3);
    assertThat(future.jobId()).isEqualTo(JobId.of(7));
  }

  @Test
  void a_job_shell_that_a_signal_killed_gives_minus_the_signal() {
    FluxFuture future = running(7);
    instance.journal(7, finish(1, 9));

    assertThat(future.resultNow()).isEqualTo(-9);
  }

  @Test
  void the_first_exception_of_severity_0_is_the_failure() {
    FluxFuture future = running(7);
    instance.journal(7, exception(1, "dependency", 1));
    assertThatFuture(future).isNotDone();
    instance.journal(7, exception(2, "timeout", 0));
    instance.journal(7, exception(3, "cancel", 0));
    instance.journal(7, finish(4, 15));

    assertThat(future.exceptionNow())
        .asInstanceOf(InstanceOfAssertFactories.type(JobException.class))
        .satisfies(
            failure -> {
              assertThat(failure.type()).isEqualTo("timeout");
              assertThat(failure.severity()).isZero();
              assertThat(failure.note()).isEqualTo("because");
              assertThat(failure.timestamp().getEpochSecond()).isEqualTo(2);
              assertThat(failure).hasMessage("job exception type=timeout severity=0 because");
            });
  }

  @Test
  void the_jobs_go_to_the_lanes_in_turn() {
    ScriptedConnector other = new ScriptedConnector();
    FluxExecutor two = new FluxExecutor(List.of(lane(), lane(other)));
    for (int i = 0; i < 4; i++) {
      FluxFuture _ = two.submit("{}");
    }
    instance.sentinel();
    new Instance(other).sentinel();

    assertThat(instance.submissions()).isEqualTo(2);
    assertThat(new Instance(other).submissions()).isEqualTo(2);
  }

  @Test
  void a_refused_submission_fails_the_future_and_its_id() {
    FluxFuture future = executor.submit("{}").onJobId(id -> heard.add("id"));
    instance.sentinel();
    instance.submission().fail(Errno.EPERM);

    assertThatThrownBy(future::get).hasCauseInstanceOf(FluxException.class);
    assertThatThrownBy(future::jobId)
        .isInstanceOf(FluxException.class)
        .hasMessageContaining("EPERM");
    assertThat(heard).isEmpty();
  }

  @Test
  void a_broker_lost_during_the_submission_leaves_it_unknown() {
    FluxFuture future = executor.submit("{}");
    instance.sentinel();
    instance.submission().fail(Errno.ECONNRESET);

    assertThat(future.exceptionNow()).isInstanceOf(SubmitUnknownException.class);
  }

  @Test
  void waiting_for_an_id_ends_in_time() {
    FluxFuture future = executor.submit("{}");

    assertThatThrownBy(() -> future.jobId(Duration.ofMillis(1)))
        .isInstanceOf(FluxException.class)
        .hasMessageContaining("ETIMEDOUT");
  }

  @Test
  void each_thread_that_waits_for_an_id_is_given_an_exception_of_its_own() {
    FluxFuture future = executor.submit("{}");
    instance.sentinel();
    instance.submission().fail(Errno.ECONNRESET);
    FluxException first = catchThrowableOfType(FluxException.class, future::jobId);
    FluxException second = catchThrowableOfType(FluxException.class, future::jobId);

    assertThat(first).isInstanceOf(SubmitUnknownException.class).isNotSameAs(second);
    assertThat(second).isInstanceOf(SubmitUnknownException.class).hasMessage(first.getMessage());
  }

  @Test
  void the_wait_for_an_id_may_be_for_ever() {
    FluxFuture future = running(7);

    assertThat(future.jobId(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(JobId.of(7));
  }

  @Test
  void id_callbacks_are_called_in_order_and_late_ones_at_once() {
    FluxFuture future = executor.submit("{}");
    var _ =
        future.onJobId(id -> heard.add("first " + id.value())).onJobId(id -> heard.add("second"));
    instance.sentinel();
    instance.accept(7);
    var _ = future.onJobId(id -> heard.add("late " + id.value()));

    assertThat(heard).containsExactly("first 7", "second", "late 7");
  }

  @Test
  void event_callbacks_are_called_in_the_order_of_the_log() {
    FluxFuture future = executor.submit("{}");
    var _ = future.onEvent("finish", (job, event) -> heard.add("finish " + job.jobId().value()));
    var _ = future.onEvent("start", (job, event) -> heard.add("start"));
    var _ = future.onEvent("exception", (job, event) -> heard.add("never"));
    instance.sentinel();
    instance.accept(7);
    instance.log(event(0, "submit"), event(1, "start"), finish(2, 0), event(3, "clean"));

    assertThat(heard).containsExactly("start", "finish 7");
  }

  @Test
  void a_late_event_callback_is_told_the_past_and_what_comes() {
    FluxFuture future = running(7).onEvent("submit", (job, event) -> heard.add("submit"));
    instance.log(event(0, "submit"), event(1, "urgency"));
    var _ = future.onEvent("urgency", (job, event) -> heard.add("urgency " + event.timestamp()));
    instance.log(event(2, "urgency"));

    assertThat(heard).containsExactly("submit", "urgency 1.0", "urgency 2.0");
  }

  @Test
  void an_event_callback_added_after_the_end_is_told_the_past() {
    FluxFuture future = running(7);
    instance.journal(7, finish(2, 0));
    var _ = future.onEvent("start", (job, event) -> heard.add("start"));
    instance.log(event(0, "submit"), event(1, "start"), finish(2, 0), event(3, "clean"));

    assertThat(heard).containsExactly("start");
  }

  @Test
  void when_the_log_is_gone_a_late_callback_is_still_told_how_the_job_ended() {
    FluxFuture future = running(7);
    instance.journal(7, finish(2, 0));
    var _ = future.onEvent("finish", (job, event) -> heard.add("finish"));
    instance.log().fail(Errno.ENOENT);

    assertThat(heard).containsExactly("finish");
    assertThat(future.resultNow()).isZero();
  }

  @Test
  void a_future_with_callbacks_completes_after_those_of_finish() {
    FluxFuture future = running(7).onEvent("finish", (job, event) -> heard.add("finish"));
    var _ = future.thenAccept(code -> heard.add("done " + code));
    instance.log(event(0, "submit"));
    instance.journal(7, finish(2, 0));
    assertThatFuture(future).isNotDone();
    instance.log(event(1, "start"), finish(2, 0));

    assertThat(heard).containsExactly("finish", "done 0");
  }

  @Test
  void a_journal_ahead_of_the_log_leaves_it_to_the_log_to_complete_a_future_with_callbacks() {
    FluxFuture future = running(7).onEvent("start", (job, event) -> heard.add("start"));
    var _ = future.thenAccept(code -> heard.add("done " + code));
    instance.journal(7, finish(2, 0));
    assertThatFuture(future).isNotDone();
    instance.log(event(0, "submit"), event(1, "start"), finish(2, 0));

    assertThat(heard).containsExactly("start", "done 0");
  }

  @Test
  void a_log_that_waits_for_its_turn_does_not_keep_a_future_from_completing() {
    FluxExecutor narrow = new FluxExecutor(List.of(lane(connector, 1)));
    FluxFuture first = narrow.attach(JobId.of(6));
    FluxFuture future = narrow.submit("{}").onEvent("finish", (job, event) -> heard.add("finish"));
    instance.sentinel();
    instance.accept(7);
    instance.journal(7, finish(2, 0));

    assertThat(future.resultNow()).isZero();
    assertThatFuture(first).isNotDone();
    assertThat(instance.logs()).isOne();
  }

  @Test
  void dependent_stages_run_in_the_order_in_which_they_were_asked_for() {
    FluxFuture future = running(7);
    var _ = future.thenAccept(code -> heard.add("first"));
    var _ = future.whenComplete((code, error) -> heard.add("second"));
    var _ = future.thenRun(() -> heard.add("third"));
    instance.journal(7, finish(1, 0));
    var _ = future.thenRun(() -> heard.add("late"));

    assertThat(heard).containsExactly("first", "second", "third", "late");
  }

  @Test
  void dependent_stages_run_on_the_callback_executor_also_if_they_come_late() throws Exception {
    List<String> threads = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> over = new CompletableFuture<>();
    try (ExecutorService callbacks =
        Executors.newSingleThreadExecutor(task -> new Thread(task, "callbacks"))) {
      FluxExecutor apart = new FluxExecutor(List.of(lane(connector, callbacks)));
      FluxFuture future = apart.submit("{}");
      var _ = future.thenAccept(code -> threads.add("early " + Thread.currentThread().getName()));
      instance.sentinel();
      instance.accept(7);
      instance.journal(7, finish(1, 0));
      for (int i = 0; i < 100; i++) {
        var _ = future.thenAccept(code -> threads.add("late " + Thread.currentThread().getName()));
      }
      var _ =
          future
              .thenApplyAsync(code -> threads.add("async " + Thread.currentThread().getName()))
              .thenRunAsync(() -> threads.add("next " + Thread.currentThread().getName()))
              .thenRun(() -> over.complete(null));
      over.get(10, TimeUnit.SECONDS);
    }

    assertThat(threads).hasSize(103).first().isEqualTo("early callbacks");
    assertThat(Set.copyOf(threads))
        .containsExactlyInAnyOrder(
            "early callbacks", "late callbacks", "async callbacks", "next callbacks");
  }

  @Test
  void a_callback_may_look_at_what_its_future_has_become() {
    FluxFuture future = running(7);
    var _ = future.thenRun(() -> heard.add("code " + future.toCompletableFuture().join()));
    instance.journal(7, finish(1, 0));

    assertThat(heard).containsExactly("code 0");
  }

  @Test
  void debug_stands_for_all_debug_events() {
    var _ = running(7).onEvent("debug", (job, event) -> heard.add(event.name()));
    instance.log(event(0, "submit"), event(1, "debug.alloc-request"));

    assertThat(heard).containsExactly("debug.alloc-request");
  }

  @Test
  void an_unknown_event_name_is_refused_with_those_that_are_known() {
    FluxFuture future = executor.submit("{}");

    assertThatThrownBy(() -> future.onEvent("validate", (job, event) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "event name: must be one of [alloc, clean, debug, depend, exception, finish,"
                + " flux-restart, free, priority, release, start, submit, urgency], got validate");
  }

  @Test
  void a_callback_that_throws_stops_nothing() {
    FluxFuture future = executor.submit("{}");
    var _ =
        future
            .onJobId(
                id -> {
                  throw new IllegalStateException("a callback that throws, as a test wants it");
                })
            .onJobId(id -> heard.add("next"));
    instance.sentinel();
    instance.accept(7);
    instance.journal(7, finish(1, 0));

    assertThat(heard).containsExactly("next");
    assertThat(future.resultNow()).isZero();
  }

  @Test
  void nobody_completes_a_future_through_its_copy() {
    FluxFuture future = running(7);
    assertThat(future.toCompletableFuture().complete(99)).isTrue();
    assertThat(future.toCompletableFuture().cancel(true)).isTrue();

    assertThatFuture(future).isNotDone();
    instance.journal(7, finish(1, 0));
    assertThat(future.toCompletableFuture().join()).isZero();
  }

  @Test
  void a_cancel_before_the_job_is_sent_means_no_job() {
    FluxFuture future = executor.submit("{}");

    assertThat(future.cancel(false)).isTrue();
    instance.sentinel();
    assertThat(instance.submissions()).isZero();
    assertThatFuture(future).isCancelled();
    assertThatThrownBy(future::jobId).isInstanceOf(CancellationException.class);
    assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
  }

  @Test
  void a_cancel_before_the_id_cancels_the_job_when_the_id_comes() {
    FluxFuture future = executor.submit("{}");
    instance.sentinel();

    assertThat(future.cancel(true)).isTrue();
    assertThat(cancelled).isEmpty();
    instance.accept(7);
    assertThat(cancelled).containsExactly(JobId.of(7));
    assertThat(future.jobId()).isEqualTo(JobId.of(7));
    assertThatFuture(future).isCancelled();
  }

  @Test
  void a_cancel_of_a_running_job_cancels_it_and_its_events_go_on() {
    FluxFuture future = running(7).onEvent("exception", (job, event) -> heard.add("exception"));

    assertThat(future.cancel(true)).isTrue();
    assertThat(cancelled).containsExactly(JobId.of(7));
    instance.log(event(0, "submit"), exception(1, "cancel", 0));
    assertThat(heard).containsExactly("exception");
    assertThatFuture(future).isCancelled();
  }

  @Test
  void cancel_false_leaves_a_job_that_was_sent_alone() {
    FluxFuture future = running(7);

    assertThat(future.cancel(false)).isTrue();
    assertThat(cancelled).isEmpty();
    assertThat(future.cancel(true)).isTrue();
    assertThat(cancelled).isEmpty();
  }

  @Test
  void a_future_that_is_done_cannot_be_cancelled() {
    FluxFuture future = running(7);
    instance.journal(7, finish(1, 0));

    assertThat(future.cancel(true)).isFalse();
    assertThat(cancelled).isEmpty();
  }

  @Test
  void an_attached_future_completes_by_the_event_log() {
    FluxFuture future = executor.attach(JobId.of(7));
    assertThat(future.jobId()).isEqualTo(JobId.of(7));
    instance.log(event(0, "submit"), event(1, "start"), finish(2, 1 << 8));

    assertThat(future.resultNow()).isEqualTo(1);
  }

  @Test
  void attaching_to_an_unknown_job_fails_the_future() {
    FluxFuture future = executor.attach(JobId.of(7));
    instance.log().fail(Errno.ENOENT);

    assertThatThrownBy(future::get)
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("ENOENT");
  }

  @Test
  void a_job_that_is_gone_with_its_broker_fails_the_future() {
    FluxFuture future = running(7);
    instance.failJournal(Errno.ECONNRESET);
    instance.sentinel();

    assertThat(future.exceptionNow()).hasMessageContaining("no longer holds this job");
  }

  @Test
  void a_broker_that_comes_back_completes_the_future() {
    FluxFuture future = running(7);
    instance.failJournal(Errno.ECONNRESET);
    instance.journal(7, finish(1, 0));
    instance.sentinel();

    assertThat(future.resultNow()).isZero();
  }

  @Test
  void after_shutdown_no_job_is_taken_and_the_handle_goes_with_the_last() {
    FluxFuture future = running(7);
    executor.shutdown(false, false);

    assertThatThrownBy(() -> executor.submit("{}")).isInstanceOf(RejectedExecutionException.class);
    assertThat(closed).hasValue(0);
    instance.journal(7, finish(1, 0));
    executor.shutdown(true, false);
    executor.close();
    assertThat(closed).hasValue(1);
    assertThat(future.resultNow()).isZero();
  }

  @Test
  void shutdown_with_cancel_cancels_what_was_not_sent() {
    FluxFuture first = executor.submit("{}");
    FluxFuture second = executor.submit("{}");
    executor.shutdown(true, true);

    assertThatFuture(first).isCancelled();
    assertThatFuture(second).isCancelled();
    assertThat(instance.submissions()).isZero();
  }

  @Test
  void shutdown_with_cancel_waits_for_the_jobs_that_were_sent() {
    FluxFuture future = running(7);
    executor.shutdown(false, true);

    assertThatFuture(future).isNotDone();
    instance.journal(7, finish(1, 0));
    await().untilAsserted(() -> assertThat(closed).hasValue(1));
  }

  @Test
  void an_executor_reads_at_least_one_event_log() {
    assertThatThrownBy(() -> FluxExecutor.builder().eventLogs(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("eventLogs: must be at least 1, got 0");
  }

  @Test
  void an_executor_has_at_least_one_thread() {
    assertThatThrownBy(() -> FluxExecutor.builder().threads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads: must be at least 1, got 0");
  }
}
