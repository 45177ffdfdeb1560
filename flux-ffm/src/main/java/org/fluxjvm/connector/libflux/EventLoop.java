package org.fluxjvm.connector.libflux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.ClientObserver;
import org.fluxjvm.connector.ConnectorOptions;
import org.jspecify.annotations.Nullable;

/**
 * The thread that owns the handle: it runs the reactor, reopens the handle when the broker is lost,
 * and does the tasks that other threads queue.
 */
final class EventLoop implements Runnable, Upcalls.Target {
  private static final System.Logger LOG = System.getLogger(EventLoop.class.getName());
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Longer than libflux-core takes to find that nobody listens at a URI. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final String uri;
  private final BrokerErrors errors;
  private final ClientObserver observer;
  private final Arena shared = Arena.ofShared();
  private final Wakeup wakeup = new Wakeup(shared);
  private final TaskQueue queue = new TaskQueue();
  private final WaitingTasks waiting;
  private final CompletableFuture<Identity> opened = new CompletableFuture<>();
  private final Thread thread;

  private @Nullable Connection connection;
  private boolean ready;
  private boolean lost;
  private @Nullable Throwable failure;
  private boolean broken;
  private volatile boolean closing;
  private volatile boolean ended;

  EventLoop(String uri, ConnectorOptions options) {
    this.uri = uri;
    this.observer = options.observer();
    this.errors = new BrokerErrors(uri, options.reconnectLimit());
    this.waiting = new WaitingTasks(errors);
    this.thread =
        Thread.ofPlatform()
            .name("flux-event-loop-" + NUMBER.incrementAndGet())
            .daemon()
            .unstarted(this);
  }

  /** Starts the loop; the future completes when the handle is open, or fails if it cannot be. */
  CompletableFuture<Identity> start() {
    thread.start();
    return opened;
  }

  boolean isCurrentThread() {
    return Thread.currentThread() == thread;
  }

  /** Queues a task; safe from any thread. After the end of the loop the task fails at once. */
  void execute(LoopTask task) {
    queue.add(task);
    wakeup.wake();
    LockSupport.unpark(thread);
    if (ended) { // after the loop has emptied the queue for the last time
      queue.failAll(errors.closed());
    }
  }

  /**
   * Called on the loop by a connection that found the broker gone. Before it is ready only its
   * probe is sent, and the next connection has one of its own.
   */
  void sendAgainWhenReopened(LoopTask task) {
    if (ready) {
      waiting.add(task);
    }
    stopBecause(null);
  }

  /** Asks the loop to end, and does not wait for it. */
  void shutdown() {
    closing = true;
    wakeup.wake();
    LockSupport.unpark(thread);
  }

  void close() {
    shutdown();
    if (isCurrentThread()) {
      return; // the reactor returns once this task has
    }
    try {
      if (!thread.join(CLOSE_LIMIT)) {
        LOG.log(System.Logger.Level.WARNING, "{0}: still inside flux_open(3), left behind", uri);
        queue.failAll(errors.closed());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try (Arena arena = Arena.ofConfined()) {
      NativeCalls calls = new NativeCalls(arena);
      Upcalls upcalls = Upcalls.allocate(ObservedUpcalls.around(this, observer), arena);
      Backoff backoff = new Backoff();
      while (!closing) {
        if (reopen(calls, upcalls)) {
          backoff.reset();
          serve();
        } else if (opened.isCompletedExceptionally()) {
          return;
        } else {
          pause(backoff.nextNanos());
        }
      }
    } catch (Throwable t) {
      opened.completeExceptionally(t);
      LOG.log(System.Logger.Level.ERROR, "The Flux event loop ended", t);
    } finally {
      wakeup.close();
      ended = true; // before the queue is emptied: what is queued later is failed by its caller
      waiting.failAll(errors.closed());
      queue.failAll(errors.closed());
      shared.close();
      if (lost) {
        observer.onAbandoned();
      }
    }
  }

  private boolean reopen(NativeCalls calls, Upcalls upcalls) {
    boolean first = !opened.isDone();
    Connection fresh = null;
    try {
      fresh = Connection.open(this, calls, upcalls, uri, wakeup.fd());
      if (first) { // of all attempts: it waits for an answer, and stays true of the instance
        opened.complete(Identity.on(fresh));
      }
      connection = fresh;
      ready = first;
      return true;
    } catch (FluxException e) {
      if (fresh != null) {
        fresh.close(e);
      }
      if (!opened.isDone()) {
        opened.completeExceptionally(e);
      }
      LOG.log(System.Logger.Level.DEBUG, "No broker: {0}", e.getMessage());
      return false;
    }
  }

  private void serve() {
    Connection current = connection;
    if (current == null) {
      return;
    }
    failure = null;
    broken = false;
    if (!ready) {
      ServiceProbe.ask(this, current, waiting, this::resumeWaiting);
    }
    onWakeup();
    int rc = closing || broken ? 0 : current.runReactor(); // forgets a stop from before it runs
    FluxException reason = closing ? errors.closed() : errors.lost(failure);
    if (!closing) {
      LOG.log(System.Logger.Level.WARNING, "Lost the Flux broker (rc {0}): {1}", rc, reason);
      if (ready) {
        lost = true;
        observer.onLost();
      }
    }
    connection = null;
    current.close(reason);
  }

  private void resumeWaiting() {
    Connection current = connection;
    if (current == null) {
      return; // lost before it was ready: they wait for the next one
    }
    ready = true;
    lost = false;
    observer.onReopened();
    waiting.runAll(current);
  }

  @Override
  public void onResponse(MemorySegment future, int slot) {
    Connection current = connection;
    try {
      if (current != null) {
        current.onResponse(future, slot);
      }
    } catch (Throwable t) {
      stopBecause(t);
    }
  }

  @Override
  public void onWakeup() {
    try {
      wakeup.acknowledge();
      Connection current = connection;
      if (current == null) {
        return;
      }
      if (closing) {
        current.stopReactor();
        return;
      }
      if (!ready) {
        holdQueued();
        return;
      }
      for (LoopTask task = queue.poll(); task != null; task = queue.poll()) {
        task.run(current);
      }
    } catch (Throwable t) {
      stopBecause(t);
    }
  }

  private void stopBecause(@Nullable Throwable t) {
    failure = t;
    broken = true;
    Connection current = connection;
    if (current != null) {
      current.stopReactor();
    }
  }

  private void holdQueued() {
    for (LoopTask task = queue.poll(); task != null; task = queue.poll()) {
      if (!task.runWithoutBroker()) {
        waiting.add(task);
      }
    }
  }

  /** Waits for the next attempt, and does meanwhile what needs no broker. */
  private void pause(long nanos) {
    long until = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !closing; left = until - System.nanoTime()) {
      wakeup.acknowledge();
      holdQueued();
      waiting.failOverdue();
      LockSupport.parkNanos(this, Math.min(left, waiting.untilOverdueNanos()));
    }
  }
}
