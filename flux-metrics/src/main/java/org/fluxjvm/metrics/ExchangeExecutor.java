package org.fluxjvm.metrics;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs HTTP exchanges, a bounded number at once, each for a bounded time.
 *
 * <p>The server reads a request and writes its response in one task, on a blocking channel, and has
 * no time limit that is not one of the whole virtual machine. An interrupt closes such a channel,
 * and that ends a client that sends or reads too slowly.
 */
final class ExchangeExecutor implements Executor, AutoCloseable {
  private final ThreadFactory threads = Thread.ofVirtual().name("flux-metrics-http-", 0).factory();
  private final ScheduledExecutorService watchdog =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("flux-metrics-http-limit").factory());
  private final Semaphore permits;
  private final Duration limit;

  ExchangeExecutor(int atOnce, Duration limit) {
    this.permits = new Semaphore(atOnce);
    this.limit = limit;
  }

  /** The server closes the connection of what is rejected. */
  @Override
  public void execute(Runnable exchange) {
    if (!permits.tryAcquire()) {
      throw new RejectedExecutionException("too many requests at once");
    }
    LimitedExchange limited = new LimitedExchange(exchange);
    Thread thread = threads.newThread(limited);
    try {
      limited.end = watchdog.schedule(thread::interrupt, limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      permits.release();
      throw closed;
    }
    thread.start();
  }

  private final class LimitedExchange implements Runnable {
    private final Runnable exchange;
    private @Nullable Future<?> end; // set before the thread starts

    LimitedExchange(Runnable exchange) {
      this.exchange = exchange;
    }

    @Override
    public void run() {
      try {
        exchange.run();
      } finally {
        if (end != null) {
          end.cancel(false);
        }
        permits.release();
      }
    }
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
  }
}
