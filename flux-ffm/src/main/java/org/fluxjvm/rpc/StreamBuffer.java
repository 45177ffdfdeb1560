package org.fluxjvm.rpc;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.fluxjvm.FluxException;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a stream and is not read yet, and how it ended. Safe from any thread; nothing of
 * the caller's runs with its lock held.
 *
 * @param <T> the elements
 */
final class StreamBuffer<T> implements ResponseStream.Sink<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<T> arrived = new ArrayDeque<>();
  private @Nullable FluxException end;
  private volatile Runnable onChange = () -> {};

  /** Has something called after each change, on the thread that made it. */
  void onChange(Runnable action) {
    onChange = action;
  }

  @Override
  public void accept(T element) {
    lock.lock();
    try {
      if (end != null) {
        return;
      }
      arrived.addLast(element);
      changed.signal();
    } finally {
      lock.unlock();
    }
    onChange.run();
  }

  @Override
  public void end(FluxException reason) {
    lock.lock();
    try {
      if (end == null) {
        end = reason;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    onChange.run();
  }

  /** Drops what is not read yet. */
  void close(FluxException reason) {
    lock.lock();
    try {
      arrived.clear();
    } finally {
      lock.unlock();
    }
    end(reason);
  }

  /** Whether reading would not wait. */
  boolean isReady() {
    lock.lock();
    try {
      return !arrived.isEmpty() || end != null;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next element; nothing comes after the last. */
  Optional<T> take(long nanos) throws InterruptedException, TimeoutException {
    long left = nanos;
    lock.lock();
    try {
      while (arrived.isEmpty() && end == null) {
        if (left <= 0) {
          throw new TimeoutException();
        }
        left = changed.awaitNanos(left);
      }
      return Optional.ofNullable(arrived.pollFirst());
    } finally {
      lock.unlock();
    }
  }

  /** The next element if there is one. */
  @Nullable T poll() {
    lock.lock();
    try {
      return arrived.pollFirst();
    } finally {
      lock.unlock();
    }
  }

  /** How the stream ended, if it has; elements may be left. */
  @Nullable FluxException reason() {
    lock.lock();
    try {
      return end;
    } finally {
      lock.unlock();
    }
  }
}
