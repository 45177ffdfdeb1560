package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.Journal;
import org.fluxjvm.job.JournalEvent;
import org.fluxjvm.rpc.ResponseStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FollowedJournalTest {
  private final Flux flux = Flux.open("embedded:followed-" + UUID.randomUUID());
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final Failing source = new Failing(FollowedJournal.Source.of(flux));
  private final FluxJobMetrics metrics =
      new FluxJobMetrics(
          source, MeterSettings.DEFAULT, Duration.ofMillis(5), InstantSource.system());

  @AfterEach
  void close() {
    metrics.close();
    flux.close();
  }

  /** A source of which the first calls throw. */
  private static final class Failing implements FollowedJournal.Source {
    private final FollowedJournal.Source source;
    final AtomicInteger journalThrows = new AtomicInteger();
    final AtomicInteger queuesThrow = new AtomicInteger();
    volatile boolean unnamed;

    Failing(FollowedJournal.Source source) {
      this.source = source;
    }

    @Override
    public CompletableFuture<List<String>> queues() {
      if (queuesThrow.getAndDecrement() > 0) {
        throw new IllegalStateException("thrown by a test");
      }
      return unnamed
          ? CompletableFuture.failedFuture(
              new FluxException(Errno.ENOSYS, "queue-list", "no such service"))
          : source.queues();
    }

    @Override
    public ResponseStream<JournalEvent> journal(Journal what) {
      if (journalThrows.getAndDecrement() > 0) {
        throw new NoSuchFieldError("thrown by a test");
      }
      return source.journal(what);
    }
  }

  @Test
  void what_asking_for_a_journal_throws_ends_that_journal_and_not_the_following() {
    source.journalThrows.set(3);
    source.queuesThrow.set(3);

    metrics.bindTo(registry);

    await().until(() -> isFollowed());
    assertThat(source.journalThrows).hasValue(-1);
    assertThat(source.queuesThrow).hasNegativeValue();
  }

  @Test
  void a_journal_is_read_where_the_names_of_the_queues_are_not_to_be_had() {
    source.unnamed = true;

    metrics.bindTo(registry);

    await().until(() -> isFollowed());
    assertThat(registry.find("flux.job.wait").timers()).isEmpty();
  }

  @Test
  void nothing_is_asked_after_close() {
    source.journalThrows.set(Integer.MAX_VALUE);
    metrics.bindTo(registry);
    await().until(() -> source.journalThrows.get() < Integer.MAX_VALUE - 3);

    metrics.close();

    int left = source.journalThrows.get();
    await()
        .during(Duration.ofMillis(100))
        .until(() -> source.journalThrows.get() >= left - 1); // one may be under way
    assertThat(registry.getMeters()).isEmpty();
  }

  private boolean isFollowed() {
    return registry.get("flux.job.journal").tag("outcome", "success").gauge().value() == 1;
  }
}
