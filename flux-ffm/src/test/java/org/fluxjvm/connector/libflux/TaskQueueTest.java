package org.fluxjvm.connector.libflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.junit.jupiter.api.Test;

class TaskQueueTest {
  private final FluxException closed = new FluxException(Errno.ECANCELED, "test", "closed");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** The common pool may have one thread only. */
  private static final Executor APART = task -> Thread.ofPlatform().daemon().start(task);

  private final TaskQueue queue = new TaskQueue();
  private final List<String> failed = new CopyOnWriteArrayList<>();

  private static LoopTask failing(Runnable action) {
    return new LoopTask() {
      @Override
      public void run(Connection connection) {
        throw new AssertionError("there is no broker");
      }

      @Override
      public void fail(FluxException reason) {
        action.run();
      }
    };
  }

  private void fail(String name) {
    queue.add(failing(() -> failed.add(name)));
    queue.failAll(closed);
  }

  @Test
  void nobody_waits_for_a_task_that_is_being_failed() throws Exception {
    CountDownLatch within = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(1);
    queue.add(
        failing(
            () -> {
              within.countDown();
              await(others); // as a handler may wait for a lock that the other thread holds
              failed.add("first");
            }));
    CompletableFuture<Void> loop = CompletableFuture.runAsync(() -> queue.failAll(closed), APART);
    within.await();
    CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> fail("second"), APART);

    assertThat(caller).succeedsWithin(LIMIT);
    others.countDown();
    assertThat(loop).succeedsWithin(LIMIT);
    assertThat(failed).containsExactly("first", "second");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void what_a_failing_task_queues_fails_after_it() {
    queue.add(
        failing(
            () -> {
              fail("inner");
              failed.add("outer");
            }));
    queue.failAll(closed);

    assertThat(failed).containsExactly("outer", "inner");
  }
}
