package org.fluxjvm.scheduler.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxjvm.scheduler.RunResult;

/** The runs of one job so far. */
final class Tally {
  private int fires;
  private final SortedMap<String, Integer> results = new TreeMap<>();
  private final SortedMap<Verdict, Integer> verdicts = new TreeMap<>();
  private final Mean wait = new Mean();
  private final Mean duration = new Mean();

  void fired() {
    fires++;
  }

  void ended(RunResult result, Verdict verdict) {
    results.merge(result.word(), 1, Integer::sum);
    verdicts.merge(verdict, 1, Integer::sum);
    if (result instanceof RunResult.Ended ended) {
      Outcome.waited(ended.job()).ifPresent(wait::add);
      Outcome.duration(ended.job()).ifPresent(duration::add);
    }
  }

  void failedToStart() {
    results.merge("refused", 1, Integer::sum);
    verdicts.merge(Verdict.UNEXPECTED, 1, Integer::sum);
  }

  int fires() {
    return fires;
  }

  /** How many runs ended so, by the word for it. */
  int count(String word) {
    return results.getOrDefault(word, 0);
  }

  int count(Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0);
  }

  Optional<Duration> meanWait() {
    return wait.value();
  }

  Optional<Duration> meanDuration() {
    return duration.value();
  }

  private static final class Mean {
    private Duration sum = Duration.ZERO;
    private int count;

    void add(Duration value) {
      sum = sum.plus(value);
      count++;
    }

    Optional<Duration> value() {
      return count == 0 ? Optional.empty() : Optional.of(sum.dividedBy(count));
    }
  }
}
