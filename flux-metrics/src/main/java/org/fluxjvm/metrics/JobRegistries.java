package org.fluxjvm.metrics;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fluxjvm.job.JobState;
import org.jspecify.annotations.Nullable;

/**
 * The meters of jobs in their registries. Series whose tags are known are there from the start, and
 * those of a queue from when it is heard of, at 0: otherwise the first increment of each would not
 * be seen. One call at a time.
 */
final class JobRegistries implements JobTally.Sink {
  private final DocumentedMeters meters;
  private final InFlight<Long> inFlight;
  private final InstantSource clock;
  private final Set<String> queues = new HashSet<>();
  private volatile @Nullable PollOutcome journal;

  JobRegistries(DocumentedMeters meters, InFlight<Long> inFlight, InstantSource clock) {
    this.meters = meters;
    this.inFlight = inFlight;
    this.clock = clock;
    for (PollOutcome outcome : PollOutcome.values()) {
      meters.gauge(JobMeter.JOURNAL, () -> journal == outcome ? 1 : 0, outcome.tag());
    }
    JobEventNames.TAGS.forEach(event -> meters.prepare(JobMeter.EVENTS, event));
    meters.prepare(JobMeter.LOST);
    meters.prepare(JobMeter.CLOCK_SKEW);
  }

  @Override
  public void onQueue(String queue) {
    if (!queues.add(queue)) {
      return;
    }
    for (JobState state : JobTally.STATES) {
      String tag = state.name().toLowerCase(Locale.ROOT);
      meters.gauge(JobMeter.ACTIVE, () -> inFlight.count(queue, state), queue, tag);
      meters.gauge(
          JobMeter.OLDEST_AGE,
          () -> inFlight.oldestAge(queue, state, clock.millis() / 1e3),
          queue,
          tag);
    }
    meters.prepare(JobMeter.WAIT, queue);
    for (JobMeter meter : List.of(JobMeter.RUN, JobMeter.OVERHEAD, JobMeter.FINISHED)) {
      meter.tags().getLast().values().forEach(value -> meters.prepare(meter, queue, value));
    }
    List<MeterTag> tags = JobMeter.EXCEPTIONS.tags();
    for (String type : tags.get(1).values()) {
      for (String fatal : tags.get(2).values()) {
        meters.prepare(JobMeter.EXCEPTIONS, queue, type, fatal);
      }
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
    meters.count(meter, tags);
  }

  @Override
  public void record(DocumentedMeter meter, Duration duration, String... tags) {
    meters.record(meter, duration, tags);
  }
}
