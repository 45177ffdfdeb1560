package org.fluxjvm.it.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.fluxjvm.Flux;
import org.fluxjvm.executor.FluxExecutor;
import org.fluxjvm.executor.FluxFuture;
import org.fluxjvm.job.Constraint;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.Test;

/** How jobs are submitted, cancelled and listened to through an executor, on any instance. */
abstract class FutureContract extends ExecutorFixture {
  private static final SubmitOptions HELD = SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD);

  private JobResult result(JobId id) {
    try (Flux flux = Flux.open(uri())) {
      return flux.jobs().result(id);
    }
  }

  @Test
  void a_job_is_submitted_with_its_options() throws Exception {
    SubmitOptions options = SubmitOptions.DEFAULT.urgency(9).waitable().novalidate();
    FluxFuture future = submit(script("exit 0").build(), options);

    assertThat(get(future)).isZero();
    try (Flux flux = Flux.open(uri())) {
      assertThat(flux.jobs().waitFor(future.jobId()).success()).isTrue();
      assertThat(flux.jobs().eventWait(future.jobId(), "submit").contextNumber("urgency", 0))
          .isEqualTo(9);
    }
  }

  @Test
  void a_job_that_was_signed_elsewhere_is_submitted_as_it_is() throws Exception {
    FluxFuture first = submit(script("exit 3").build());
    get(first);
    try (Flux flux = Flux.open(uri())) {
      String j = flux.jobs().lookup(first.jobId(), "J").path("J").asString();
      FluxFuture second = executor.submitSigned(j, SubmitOptions.DEFAULT);

      assertThat(get(second)).isEqualTo(3);
      assertThat(second.jobId()).isNotEqualTo(first.jobId());
    }
  }

  @Test
  void cancel_true_ends_a_running_job() {
    FluxFuture future = submit(script("sleep 300").build());
    List<String> heard = new CopyOnWriteArrayList<>();
    var _ =
        future.onEvent(
            "exception", (job, event) -> heard.add(event.context().path("type").asString()));
    var _ = future.onEvent("start", (job, event) -> job.cancel(true));

    // A shell that is killed while it starts raises one of its own after it.
    await().untilAsserted(() -> assertThat(heard).startsWith("cancel"));
    assertThat(future.isCancelled()).isTrue();
  }

  @Test
  void cancel_true_ends_a_pending_job() {
    FluxFuture future = submit(script("exit 0").build(), HELD);
    JobId id = future.jobId();

    assertThat(future.cancel(true)).isTrue();
    assertThat(result(id).outcome()).isEqualTo(JobResult.Outcome.CANCELED);
    assertThatThrownBy(() -> get(future)).isInstanceOf(CancellationException.class);
    assertThat(future.jobId()).isEqualTo(id);
  }

  @Test
  void cancel_true_before_the_id_leaves_no_job_or_ends_the_one_that_comes_of_it() throws Exception {
    String name = "cancelled-" + System.nanoTime();
    FluxFuture future = submit(script("sleep 300").name(name).build());
    assertThat(future.cancel(true)).isTrue();

    if (isSubmitted(future)) {
      assertThat(result(future.jobId()).isSuccess()).isFalse();
    } else {
      get(submit(script("exit 0").build())); // whatever was sent before it has been taken
      assertThat(jobsNamed(name)).isEmpty();
    }
  }

  private List<JobInfo> jobsNamed(String name) {
    List<JobInfo> found = new ArrayList<>();
    try (Flux flux = Flux.open(uri());
        var jobs = flux.jobs().list(JobQuery.mine().where(Constraint.name(name)))) {
      jobs.forEach(found::add);
    }
    return found;
  }

  private static boolean isSubmitted(FluxFuture future) {
    try {
      return future.jobId().value() != 0;
    } catch (CancellationException e) {
      return false; // it was taken back in time
    }
  }

  @Test
  void cancel_false_gives_up_the_future_and_not_the_job() {
    FluxFuture future = submit(script("exit 0").build(), HELD);
    JobId id = future.jobId();

    assertThat(future.cancel(false)).isTrue();
    assertThat(future.isCancelled()).isTrue();
    try (Flux flux = Flux.open(uri())) {
      flux.jobs().setUrgency(id, 16);
    }
    assertThat(result(id).isSuccess()).isTrue();
  }

  @Test
  void a_job_that_has_ended_cannot_be_cancelled() throws Exception {
    FluxFuture future = submit(script("exit 0").build());
    get(future);

    assertThat(future.cancel(true)).isFalse();
    assertThat(future.isCancelled()).isFalse();
    assertThat(future.jobId(Duration.ZERO)).isEqualTo(future.jobId());
  }

  @Test
  void callbacks_run_on_the_executor_that_the_user_gave_in_order() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (ExecutorService mine =
            Executors.newFixedThreadPool(4, Thread.ofPlatform().name("mine-", 0).factory());
        FluxExecutor executor = FluxExecutor.builder().uri(uri()).callbackExecutor(mine).open()) {
      FluxFuture future = executor.submit(script("exit 0").build(), HELD);
      var _ = future.onJobId(id -> hear(heard, "id"));
      for (String name : List.of("clean", "finish", "start", "alloc", "submit")) {
        var _ = future.onEvent(name, (job, event) -> hear(heard, event.name()));
      }
      try (Flux flux = Flux.open(uri())) {
        flux.jobs().setUrgency(future.jobId(), 16);
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(heard)
                      .containsExactly(
                          "mine id",
                          "mine submit",
                          "mine alloc",
                          "mine start",
                          "mine finish",
                          "mine clean"));
    }
  }

  private static void hear(List<String> heard, String what) {
    heard.add(Thread.currentThread().getName().replaceAll("-.*", " ") + what);
  }

  @Test
  void names_that_are_not_among_the_events_are_refused() {
    FluxFuture future = submit(script("exit 0").build());

    assertThat(FluxFuture.EVENTS).hasSize(13).contains("submit", "finish", "exception");
    assertThatThrownBy(() -> future.onEvent("validate", (job, event) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("validate");
  }

  @Test
  void a_shutdown_can_be_repeated_and_waits_for_what_runs() {
    FluxFuture future = submit(script("exit 4").build());
    future.jobId(); // what was not sent would be cancelled
    executor.shutdown(false, false);
    executor.shutdown(true, true);
    executor.shutdown(true, false);

    assertThat(future.resultNow()).isEqualTo(4);
    assertThatThrownBy(() -> executor.submit(script("exit 0").build()))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
