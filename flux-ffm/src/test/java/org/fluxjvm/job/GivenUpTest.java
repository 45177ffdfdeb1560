package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.connector.ScriptedConnector;
import org.fluxjvm.rpc.RpcClient;
import org.junit.jupiter.api.Test;

/** Whoever no longer waits for a job's future leaves no watch open. */
class GivenUpTest {
  private static final JobId JOB = JobId.of(7);

  private final ScriptedConnector connector = new ScriptedConnector();
  private final Instance instance = new Instance(connector);
  private final Jobs jobs =
      new Jobs(new RpcClient(connector, Runnable::run, Duration.ofSeconds(10)));

  private void assertCancelEndsTheWatch(CompletableFuture<?> future) {
    assertThat(instance.log().isCancelled()).isFalse();
    future.cancel(false);
    assertThat(instance.log().isCancelled()).isTrue();
  }

  @Test
  void of_an_event() {
    assertCancelEndsTheWatch(jobs.eventWaitAsync(JOB, "start"));
  }

  @Test
  void of_a_result() {
    assertCancelEndsTheWatch(jobs.resultAsync(JOB));
  }

  @Test
  void of_an_output() {
    assertCancelEndsTheWatch(jobs.output(JOB).readAsync());
  }

  @Test
  void or_waits_too_long() {
    var _ = jobs.eventWaitAsync(JOB, "start").orTimeout(1, TimeUnit.MILLISECONDS);
    await().until(instance.log()::isCancelled);
  }
}
