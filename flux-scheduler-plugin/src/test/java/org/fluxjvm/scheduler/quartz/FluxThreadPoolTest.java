package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.quartz.SchedulerConfigException;

class FluxThreadPoolTest {
  @Test
  void a_firing_runs_on_a_virtual_thread_named_after_the_scheduler() throws Exception {
    FluxThreadPool pool = pool(2);
    pool.setInstanceName("nightly");
    BlockingQueue<Thread> ran = new LinkedBlockingQueue<>();

    assertThat(pool.runInThread(() -> ran.add(Thread.currentThread()))).isTrue();

    Thread thread = ran.take();
    assertThat(thread.isVirtual()).isTrue();
    assertThat(thread.getName()).startsWith("nightly");
  }

  @Test
  void quartz_is_told_how_many_slots_are_free_and_waits_when_there_are_none() throws Exception {
    FluxThreadPool pool = pool(2);
    CountDownLatch release = new CountDownLatch(1);
    pool.runInThread(() -> awaitLatch(release));
    assertThat(pool.blockForAvailableThreads()).isEqualTo(1);
    pool.runInThread(() -> awaitLatch(release));
    assertThat(pool.inFlight()).isEqualTo(2);

    AtomicInteger free = new AtomicInteger(-1);
    Thread quartz = Thread.ofPlatform().start(() -> free.set(pool.blockForAvailableThreads()));
    await().until(() -> quartz.getState() == Thread.State.WAITING);
    assertThat(free).hasValue(-1);
    release.countDown();
    quartz.join();
    assertThat(free.get()).isPositive();
  }

  @Test
  void an_interrupted_scheduler_thread_gets_an_answer_from_a_full_pool() throws Exception {
    FluxThreadPool pool = pool(1);
    CountDownLatch release = new CountDownLatch(1);
    pool.runInThread(() -> awaitLatch(release));
    AtomicInteger free = new AtomicInteger(-1);
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    Thread quartz =
        Thread.ofPlatform()
            .start(
                () -> {
                  free.set(pool.blockForAvailableThreads());
                  stillInterrupted.set(Thread.currentThread().isInterrupted());
                });
    await().until(() -> quartz.getState() == Thread.State.WAITING);

    quartz.interrupt();
    quartz.join();

    assertThat(free).hasValue(1);
    assertThat(stillInterrupted).isTrue();
    release.countDown();
  }

  @Test
  void what_a_firing_throws_is_logged_and_its_slot_is_free_again() throws Exception {
    Logger logger = Logger.getLogger(FluxThreadPool.class.getName());
    BlockingQueue<Throwable> logged = new LinkedBlockingQueue<>();
    Handler handler = handler(line -> logged.add(line.getThrown()));
    logger.addHandler(handler);
    try {
      FluxThreadPool pool = pool(1);
      pool.runInThread(
          () -> {
            throw new IllegalStateException("the store is shut down");
          });

      assertThat(pool.blockForAvailableThreads()).isEqualTo(1);
      assertThat(logged.poll(20, TimeUnit.SECONDS)).hasMessage("the store is shut down");
    } finally {
      logger.removeHandler(handler);
    }
  }

  @Test
  void shutdown_waits_for_the_firings_if_it_is_asked_to() throws Exception {
    FluxThreadPool pool = pool(3);
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    pool.runInThread(
        () -> {
          awaitLatch(release);
          ended.set(true);
        });
    Thread quartz = Thread.ofPlatform().start(() -> pool.shutdown(true));
    await().until(() -> quartz.getState() == Thread.State.WAITING);

    release.countDown();
    quartz.join();

    assertThat(ended).isTrue();
  }

  @Test
  void a_firing_that_quartz_has_committed_to_runs_even_if_the_stop_was_quicker() throws Exception {
    FluxThreadPool pool = pool(1);
    CountDownLatch release = new CountDownLatch(1);
    pool.runInThread(() -> awaitLatch(release));
    pool.shutdown(false);
    CountDownLatch ran = new CountDownLatch(1);

    assertThat(pool.runInThread(ran::countDown)).isTrue();

    assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    release.countDown();
  }

  @Test
  void shutdown_leaves_the_firings_alone_if_it_is_asked_to() throws Exception {
    FluxThreadPool pool = pool(1);
    CountDownLatch release = new CountDownLatch(1);
    pool.runInThread(() -> awaitLatch(release));

    pool.shutdown(false);

    assertThat(pool.inFlight()).isEqualTo(1);
    release.countDown();
  }

  @Test
  void a_pool_without_slots_is_refused_by_name() {
    FluxThreadPool pool = new FluxThreadPool();
    pool.setMaxInFlight(0);

    assertThatThrownBy(pool::initialize)
        .isInstanceOf(SchedulerConfigException.class)
        .hasMessageContaining("org.quartz.threadPool.maxInFlight")
        .hasMessageContaining("0");
  }

  private static FluxThreadPool pool(int maxInFlight) throws SchedulerConfigException {
    FluxThreadPool pool = new FluxThreadPool();
    pool.setMaxInFlight(maxInFlight);
    pool.initialize();
    return pool;
  }

  private static Handler handler(Consumer<LogRecord> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.accept(line);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
