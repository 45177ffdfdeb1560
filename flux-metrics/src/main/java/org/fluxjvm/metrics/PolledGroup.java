package org.fluxjvm.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The last answer to one poll: what meters read at a scrape. */
final class PolledGroup {
  private static final System.Logger LOG = System.getLogger(PolledGroup.class.getName());

  private final Poll poll;
  private volatile Map<Series, Double> values = Map.of();
  private volatile @Nullable PollOutcome outcome;
  private volatile boolean answered;
  private volatile @Nullable NotedRpc lastRpc;
  private volatile CompletableFuture<Readings> asked =
      CompletableFuture.completedFuture(new Readings());

  PolledGroup(Poll poll) {
    this.poll = poll;
  }

  String topic() {
    return poll.topic();
  }

  /** Whether Flux still owes an answer, which may be long after a poll timed out. */
  boolean isPending() {
    return !asked.isDone();
  }

  /** Asks Flux and waits for it no longer than the limit; the request itself stays pending. */
  CompletableFuture<Readings> ask(Rpc rpc, Duration limit) {
    CompletableFuture<Readings> answer;
    NotedRpc noted = new NotedRpc(rpc);
    lastRpc = noted;
    try {
      answer = poll.ask(noted);
    } catch (RuntimeException | LinkageError e) {
      // A library that is missing or of another version would end all polls without a word.
      answer = CompletableFuture.failedFuture(e);
    }
    asked = answer;
    return answer.copy().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Keeps an answer; what is not known any more is dropped. */
  PollOutcome take(@Nullable Readings readings, @Nullable Throwable failure) {
    PollOutcome now = failure == null ? PollOutcome.SUCCESS : PollOutcome.of(failure);
    values = failure == null && readings != null ? readings.values() : Map.of();
    if (now != outcome && !(outcome == null && now == PollOutcome.SUCCESS)) {
      LOG.log(level(now), () -> topic() + ": polls are now " + now.tag() + reason(failure));
    }
    outcome = now;
    NotedRpc last = lastRpc;
    answered = now.isInTouch() && last != null && last.hasAnswer();
    return now;
  }

  private static System.Logger.Level level(PollOutcome outcome) {
    return switch (outcome) {
      case SUCCESS, DENIED, UNSUPPORTED -> System.Logger.Level.INFO;
      case TIMEOUT, UNREACHABLE, ERROR -> System.Logger.Level.WARNING;
    };
  }

  private static String reason(@Nullable Throwable failure) {
    return failure == null ? "" : ", and its meters absent: " + failure;
  }

  /** Whether Flux has answered the last poll: an answer that cannot be read is one too. */
  boolean hasAnswered() {
    return answered;
  }

  Map<Series, Double> values() {
    return values;
  }

  double value(Series series) {
    return values.getOrDefault(series, Double.NaN);
  }
}
