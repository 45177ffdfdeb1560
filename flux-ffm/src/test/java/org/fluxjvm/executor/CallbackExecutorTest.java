package org.fluxjvm.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fluxjvm.job.Instance.finish;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.connector.ScriptedConnector;
import org.fluxjvm.job.Instance;
import org.fluxjvm.job.JobFollower;
import org.fluxjvm.rpc.RpcClient;
import org.junit.jupiter.api.Test;

class CallbackExecutorTest {
  private final ScriptedConnector connector = new ScriptedConnector();
  private final Instance instance = new Instance(connector);
  private final FluxExecutor executor = new FluxExecutor(List.of(lane()));

  private Lane lane() {
    return new Lane(
        JobFollower.on(
            new RpcClient(connector, Runnable::run, Duration.ofSeconds(10)), Set.of("finish")),
        id -> CompletableFuture.completedFuture(null),
        task -> {
          throw new RejectedExecutionException("the user has shut it down, as a test wants it");
        },
        () -> {});
  }

  @Test
  void stages_complete_and_callbacks_are_told_though_the_executor_refuses_them() throws Exception {
    CompletableFuture<Long> id = new CompletableFuture<>();
    FluxFuture future = executor.submit("{}").onJobId(job -> id.complete(job.value()));
    CompletableFuture<Integer> doubled = future.thenApply(code -> 2 * code).toCompletableFuture();
    CompletableFuture<Integer> copy = future.toCompletableFuture();
    instance.sentinel();
    instance.accept(7);
    instance.journal(7, finish(1, 3 << 8));

    assertThat(id.get(10, TimeUnit.SECONDS)).isEqualTo(7);
    assertThat(doubled.get(10, TimeUnit.SECONDS)).isEqualTo(6);
    assertThat(copy.get(10, TimeUnit.SECONDS)).isEqualTo(3);
  }
}
