package org.fluxjvm.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.fluxjvm.Flux;
import org.fluxjvm.job.Journal;
import org.fluxjvm.job.JournalEvent;
import org.fluxjvm.rpc.ResponseStream;
import org.jspecify.annotations.Nullable;

/** The events journal, read until this is closed: one that ends is asked for again. */
final class FollowedJournal implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(FollowedJournal.class.getName());

  private static final Journal JOURNAL =
      Journal.live().deny("annotations", "memo").includeSentinel().includeGaps().untilClosed();

  /** Longer than this the names of queues are not waited for. */
  private static final Duration NAMES_LIMIT = Duration.ofSeconds(10);

  /** Where a journal comes from. */
  interface Source {
    /** The names of the queues that there are, an empty one for that of jobs without any. */
    CompletableFuture<List<String>> queues();

    ResponseStream<JournalEvent> journal(Journal what);

    static Source of(Flux flux) {
      return new Source() {
        @Override
        public CompletableFuture<List<String>> queues() {
          return QueuePoll.names(flux::rpcAsync)
              .thenApply(names -> names.isEmpty() ? List.of("") : names);
        }

        @Override
        public ResponseStream<JournalEvent> journal(Journal what) {
          return flux.jobs().journal(what);
        }
      };
    }
  }

  /** Is told what is read, one call at a time, and nothing after the end. */
  interface Reader {
    /** A journal begins, with a past of its own. */
    void begins(List<String> queues);

    void accept(JournalEvent event);

    /** It has ended, and is asked for again after a pause. */
    void ended(@Nullable Throwable failure);
  }

  private final Source source;
  private final Duration pause;
  private final Reader reader;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private @Nullable ResponseStream<JournalEvent> stream;
  private boolean closed;

  FollowedJournal(Source source, Duration pause, Reader reader) {
    this.source = source;
    this.pause = pause;
    this.reader = reader;
  }

  void start() {
    Thread.startVirtualThread(this::follow);
  }

  private void follow() {
    try {
      var _ = names().whenCompleteAsync(this::open, Thread::startVirtualThread);
    } catch (RuntimeException | Error e) {
      ended(e);
    }
  }

  private CompletableFuture<List<String>> names() {
    return source.queues().orTimeout(NAMES_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Without the names of queues, that of each is known from its first job on. */
  private void open(@Nullable List<String> queues, @Nullable Throwable unnamed) {
    if (unnamed != null) {
      LOG.log(System.Logger.Level.DEBUG, "The queues are not known beforehand", unnamed);
    }
    try {
      read(queues == null ? List.of() : queues);
    } catch (RuntimeException | Error e) {
      ended(e);
    }
  }

  private void read(List<String> queues) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      reader.begins(queues);
      ResponseStream<JournalEvent> opened = source.journal(JOURNAL);
      stream = opened;
      var _ =
          opened
              .forEachAsync(this::take)
              .whenCompleteAsync((done, failure) -> ended(failure), Thread::startVirtualThread);
    } finally {
      lock.unlock();
    }
  }

  private void take(JournalEvent event) {
    lock.lock();
    try {
      if (!closed) {
        reader.accept(event);
      }
    } finally {
      lock.unlock();
    }
  }

  private void ended(@Nullable Throwable failure) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      reader.ended(failure);
    } finally {
      lock.unlock();
    }
    CompletableFuture.delayedExecutor(
            pause.toNanos(), TimeUnit.NANOSECONDS, Thread::startVirtualThread)
        .execute(this::follow);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (stream != null) {
        stream.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
