package org.fluxjvm.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.Errno;
import org.fluxjvm.connector.ScriptedConnector;
import org.fluxjvm.job.Instance;
import org.fluxjvm.job.JobFollower;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.rpc.RpcClient;
import org.junit.jupiter.api.Test;

/** When the handle of a future may be given back. */
class JobFutureTest {
  private static final MemorySegment JOBSPEC = MemorySegment.ofArray(new byte[] {'{', '}'});

  private final ScriptedConnector connector = new ScriptedConnector();
  private final Instance instance = new Instance(connector);
  private final List<JobId> cancelled = new ArrayList<>();
  private final CompletableFuture<Void> cancelOver = new CompletableFuture<>();
  private final List<JobFuture> settled = new ArrayList<>();
  private final JobFuture future = submit();

  private JobFuture submit() {
    JobFollower follower =
        JobFollower.on(
            new RpcClient(connector, Runnable::run, Duration.ofSeconds(10)),
            Set.of("finish", "exception"));
    Lane lane =
        new Lane(
            follower,
            id -> {
              cancelled.add(id);
              return cancelOver;
            },
            Runnable::run,
            () -> {});
    JobFuture submitted =
        JobFuture.submitted(
            lane,
            settled::add,
            listener -> follower.submit(JOBSPEC, SubmitOptions.DEFAULT, listener));
    instance.sentinel();
    return submitted;
  }

  private void assertCancelledBeforeItIsSettled() {
    assertThat(cancelled).containsExactly(JobId.of(7));
    assertThat(settled).isEmpty();
    cancelOver.complete(null);
    assertThat(settled).containsExactly(future);
  }

  @Test
  void a_handle_is_needed_until_a_wanted_cancel_is_over_even_if_the_id_comes_within_it() {
    var _ = future.whenComplete((code, error) -> instance.accept(7));
    assertThat(future.cancel(true)).isTrue();

    assertCancelledBeforeItIsSettled();
  }

  @Test
  void a_handle_is_needed_until_a_wanted_cancel_is_over_if_the_id_comes_later() {
    assertThat(future.cancel(true)).isTrue();
    assertThat(settled).isEmpty();
    instance.accept(7);

    assertCancelledBeforeItIsSettled();
  }

  @Test
  void a_handle_is_not_needed_for_the_cancel_of_a_job_that_was_refused() {
    assertThat(future.cancel(true)).isTrue();
    instance.submission().fail(Errno.EPERM);

    assertThat(cancelled).isEmpty();
    assertThat(settled).containsExactly(future);
  }

  @Test
  void a_job_is_cancelled_once() {
    instance.accept(7);
    var _ = future.thenRun(() -> {});
    assertThat(future.cancel(true)).isTrue();
    assertThat(future.cancel(true)).isTrue();

    assertCancelledBeforeItIsSettled();
  }
}
