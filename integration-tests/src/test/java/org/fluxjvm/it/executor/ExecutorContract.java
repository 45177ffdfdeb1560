package org.fluxjvm.it.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxBuilder;
import org.fluxjvm.FluxException;
import org.fluxjvm.executor.FluxExecutor;
import org.fluxjvm.executor.FluxExecutorBuilder;
import org.fluxjvm.executor.FluxFuture;
import org.fluxjvm.job.JobException;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobspecV1;
import org.junit.jupiter.api.Test;

/** What an executor does on any instance. */
abstract class ExecutorContract extends FutureContract {
  private static JobException jobException(FluxFuture future) {
    assertThatThrownBy(() -> get(future)).hasCauseInstanceOf(JobException.class);
    return (JobException) future.exceptionNow();
  }

  @Test
  void many_jobs_at_a_time_give_their_exit_codes() throws Exception {
    List<FluxFuture> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(submit(script("exit " + i).build()));
    }
    for (int i = 0; i < 40; i++) {
      assertThat(get(all.get(i))).isEqualTo(i);
    }
  }

  @Test
  void a_jobspec_in_json_runs_as_well() throws Exception {
    FluxFuture future = executor.submit(script("exit 4").build().toJson());

    assertThat(get(future)).isEqualTo(4);
  }

  @Test
  void a_text_that_is_no_jobspec_fails_the_future() {
    FluxFuture future = executor.submit("{}");

    assertThatThrownBy(() -> get(future)).hasCauseInstanceOf(FluxException.class);
    assertThatThrownBy(future::jobId).isInstanceOf(FluxException.class);
  }

  @Test
  void a_task_that_a_signal_killed_gives_128_and_the_signal() throws Exception {
    assertThat(get(submit(script("kill -KILL $$").build()))).isEqualTo(137);
  }

  @Test
  void a_job_that_needs_too_much_fails_with_its_exception() {
    FluxFuture future = submit(JobspecV1.fromCommand(List.of("true")).coresPerTask(9999).build());

    assertThat(jobException(future).severity()).isZero();
  }

  @Test
  void events_come_in_the_order_of_the_log_and_on_after_the_end() {
    List<String> heard = new CopyOnWriteArrayList<>();
    FluxFuture future = submit(script("exit 0").build());
    for (String name : List.of("clean", "finish", "start", "alloc", "submit")) {
      var _ = future.onEvent(name, (job, event) -> heard.add(event.name()));
    }

    await()
        .untilAsserted(
            () -> assertThat(heard).containsExactly("submit", "alloc", "start", "finish", "clean"));
  }

  @Test
  void a_late_callback_is_told_the_past() throws Exception {
    List<JobId> heard = new CopyOnWriteArrayList<>();
    FluxFuture future = submit(script("exit 0").build());
    get(future);
    var _ = future.onEvent("start", (job, event) -> heard.add(job.jobId()));

    await().untilAsserted(() -> assertThat(heard).containsExactly(future.jobId()));
  }

  @Test
  void blocking_in_a_callback_harms_no_other_job() throws Exception {
    FluxFuture first = submit(script("exit 0").build());
    FluxFuture second = submit(script("exit 5").build());
    List<Integer> codes = new CopyOnWriteArrayList<>();
    var _ =
        first.onJobId(
            id -> {
              try {
                codes.add(get(second));
              } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new IllegalStateException(e);
              }
            });

    assertThat(get(first)).isZero();
    await().untilAsserted(() -> assertThat(codes).containsExactly(5));
  }

  @Test
  void a_job_that_someone_else_cancels_fails_with_its_exception() {
    FluxFuture future = submit(script("sleep 300").build());
    try (Flux flux = Flux.open(uri())) {
      flux.jobs().cancel(future.jobId(), "not wanted");
    }

    JobException exception = jobException(future);
    assertThat(exception.type()).isEqualTo("cancel");
    assertThat(exception.note()).isEqualTo("not wanted");
  }

  @Test
  void an_attached_future_follows_a_job_of_another_handle() throws Exception {
    try (Flux flux = Flux.open(uri())) {
      JobId id = flux.jobs().submit(script("exit 6").build());

      assertThat(get(executor.attach(id))).isEqualTo(6);
    }
  }

  @Test
  void attaching_to_an_unknown_job_fails_the_future() {
    FluxFuture future = executor.attach(JobId.of(123));

    assertThatThrownBy(() -> get(future)).hasMessageContaining("ENOENT");
  }

  @Test
  void two_threads_with_a_handle_each_share_the_jobs() throws Exception {
    List<FluxBuilder> handles = new ArrayList<>();
    FluxExecutorBuilder settings =
        FluxExecutor.builder()
            .uri(uri())
            .threads(2)
            .handleOptions(
                options -> {
                  handles.add(options);
                  return options;
                });
    try (FluxExecutor two = settings.open()) {
      assertThat(handles).hasSize(2).doesNotHaveDuplicates();
      List<FluxFuture> all = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        all.add(two.submit(script("exit " + i).build()));
      }
      for (int i = 0; i < 10; i++) {
        assertThat(get(all.get(i))).isEqualTo(i);
      }
    }
  }

  @Test
  void the_options_of_the_handle_are_set_after_what_was_set_before() throws Exception {
    try (FluxExecutor mine =
        FluxExecutor.builder()
            .uri("local:///nonexistent/socket")
            .handleOptions(options -> options.uri(uri()))
            .open()) {
      assertThat(get(mine.submit(script("exit 7").build()))).isEqualTo(7);
    }
  }

  @Test
  void the_threads_of_callbacks_have_the_name_that_was_wanted() throws Exception {
    List<String> names = new CopyOnWriteArrayList<>();
    FluxExecutorBuilder settings = FluxExecutor.builder().uri(uri()).threadNamePrefix("wanted-");
    try (FluxExecutor mine = settings.open()) {
      FluxFuture future = mine.submit(script("exit 0").build());
      var _ = future.onJobId(id -> names.add(Thread.currentThread().getName()));
      var _ = future.thenAccept(code -> names.add(Thread.currentThread().getName()));
      get(future);
      await().until(() -> names.size() == 2);
    }
    assertThat(names).allMatch(name -> name.startsWith("wanted-"));
  }

  @Test
  void closing_waits_for_the_jobs_and_leaves_a_given_handle_open() {
    try (Flux flux = Flux.open(uri())) {
      FluxFuture future;
      try (FluxExecutor lent = FluxExecutor.builder().handle(flux).open()) {
        future = lent.submit(script("exit 2").build());
      }
      assertThat(future.resultNow()).isEqualTo(2);
      assertThat(flux.attribute("size")).isEqualTo("1");
    }
  }
}
