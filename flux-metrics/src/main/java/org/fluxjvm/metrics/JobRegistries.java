package org.fluxjvm.metrics;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fluxjvm.job.JobState;
import org.jspecify.annotations.Nullable;

/**
 * The registries to which the meters of jobs go. Series whose tags are known are there from the
 * start, at 0: otherwise the first increment of each would not be seen. One call at a time.
 */
final class JobRegistries implements JobTally.Sink {
  private final InFlight inFlight;
  private final InstantSource clock;
  private final List<BoundRegistry> registries = new ArrayList<>();
  private final Set<String> queues = new LinkedHashSet<>();
  private volatile @Nullable PollOutcome journal;

  JobRegistries(InFlight inFlight, InstantSource clock) {
    this.inFlight = inFlight;
    this.clock = clock;
  }

  void add(BoundRegistry registry) {
    for (PollOutcome outcome : PollOutcome.values()) {
      registry.gauge(
          new Series(JobMeter.JOURNAL, List.of(outcome.tag())), () -> journal == outcome ? 1 : 0);
    }
    for (String event : JobEventNames.TAGS) {
      var _ = registry.counter(new Series(JobMeter.EVENTS, List.of(event)));
    }
    var _ = registry.counter(new Series(JobMeter.LOST, List.of()));
    var _ = registry.counter(new Series(JobMeter.CLOCK_SKEW, List.of()));
    registries.add(registry);
    queues.forEach(queue -> register(registry, queue));
  }

  @Override
  public void onQueue(String queue) {
    if (queues.add(queue)) {
      registries.forEach(registry -> register(registry, queue));
    }
  }

  private void register(BoundRegistry registry, String queue) {
    for (JobState state : JobTally.STATES) {
      List<String> tags = List.of(queue, state.name().toLowerCase(Locale.ROOT));
      registry.gauge(new Series(JobMeter.ACTIVE, tags), () -> inFlight.count(queue, state));
      registry.seconds(
          new Series(JobMeter.OLDEST_AGE, tags),
          () -> inFlight.oldestAge(queue, state, clock.millis() / 1e3));
    }
    for (String result : JobMeter.FINISHED.tags().getLast().values()) {
      var _ = registry.counter(new Series(JobMeter.FINISHED, List.of(queue, result)));
    }
  }

  /** How the journal goes now; whether that is another state than before. */
  boolean journal(PollOutcome now) {
    boolean changed = journal != now;
    journal = now;
    return changed;
  }

  @Override
  public void count(DocumentedMeter meter, String... tags) {
    Series series = new Series(meter, List.of(tags));
    registries.forEach(registry -> registry.counter(series).increment());
  }

  @Override
  public void record(DocumentedMeter meter, Duration duration, String... tags) {
    Series series = new Series(meter, List.of(tags));
    registries.forEach(registry -> registry.record(series, duration));
  }

  void removeAll() {
    registries.forEach(BoundRegistry::removeAll);
    registries.clear();
  }
}
