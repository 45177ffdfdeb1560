package org.fluxjvm.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClosedHandleTest {
  @Test
  void all_of_many_futures_fail_when_the_handle_is_closed_below_them() {
    Flux flux = Flux.open("embedded:");
    FluxExecutor executor = FluxExecutor.builder().handle(flux).open();
    JobId held =
        flux.jobs()
            .submit(
                JobspecV1.fromCommand(List.of("true")).build(),
                SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD));
    List<FluxFuture> futures =
        IntStream.range(0, 10_000).mapToObj(i -> executor.attach(held)).toList();
    flux.close();

    executor.close();
    assertThat(futures).extracting(Future::state).containsOnly(Future.State.FAILED);
  }

  @Test
  void a_callback_that_comes_after_the_end_is_told_how_the_job_ended_and_no_other_event()
      throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    try (Flux flux = Flux.open("embedded:")) {
      FluxExecutor executor = FluxExecutor.builder().handle(flux).open();
      FluxFuture future = executor.submit(JobspecV1.fromCommand(List.of("true")).build());
      executor.close();
      for (String name : List.of("start", "finish", "clean")) {
        var _ = future.onEvent(name, (job, event) -> told.add(event.name()));
      }

      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("finish");
      CompletableFuture<String> last = new CompletableFuture<>();
      var _ = future.onJobId(id -> last.complete("told in order, after all events"));
      assertThat(last.get(10, TimeUnit.SECONDS)).isNotEmpty();
      assertThat(told).isEmpty();
    }
  }
}
