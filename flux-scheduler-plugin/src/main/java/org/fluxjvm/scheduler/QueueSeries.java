package org.fluxjvm.scheduler;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fluxjvm.job.JobState;
import org.fluxjvm.metrics.FirstNames;
import org.fluxjvm.metrics.InFlight;
import org.fluxjvm.metrics.MeterTag;
import org.fluxjvm.metrics.QueueLabel;

/**
 * The series of each queue, made when its first run begins, and the runs that are under way in it.
 * A series that is there from the start, at 0, lets increase() see its first increment. One call at
 * a time.
 */
final class QueueSeries {
  private static final List<JobState> STATES =
      List.of(
          JobState.NEW,
          JobState.DEPEND,
          JobState.PRIORITY,
          JobState.SCHED,
          JobState.RUN,
          JobState.CLEANUP);

  private final RunMeters meters;
  private final InstantSource clock;
  private final FirstNames labels = new FirstNames(QueueLabel.LIMIT);
  private final Set<String> queues = new HashSet<>();
  private final InFlight<Run> inFlight = new InFlight<>();

  QueueSeries(RunMeters meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
  }

  /** The value of a queue's tag. */
  String label(String name) {
    String queue = labels.label(name);
    if (queues.add(queue)) {
      prepare(queue);
    }
    return queue;
  }

  private void prepare(String queue) {
    for (JobState state : STATES) {
      String tag = state.name().toLowerCase(Locale.ROOT);
      meters.gauge(RunMeter.ACTIVE, () -> inFlight.count(queue, state), queue, tag);
      meters.gauge(
          RunMeter.OLDEST_AGE,
          () -> inFlight.oldestAge(queue, state, seconds(clock.instant())),
          queue,
          tag);
    }
    meters.prepare(RunMeter.WAIT, queue);
    meters.prepare(RunMeter.RETRIED, queue);
    for (RunMeter meter :
        List.of(RunMeter.SUBMIT, RunMeter.DURATION, RunMeter.OVERHEAD, RunMeter.FINISHED)) {
      RunMeters.tags(meter)
          .getLast()
          .values()
          .forEach(value -> meters.prepare(meter, queue, value));
    }
    List<MeterTag> tags = RunMeters.tags(RunMeter.EXCEPTIONS);
    for (String type : tags.get(1).values()) {
      for (String fatal : tags.get(2).values()) {
        meters.prepare(RunMeter.EXCEPTIONS, queue, type, fatal);
      }
    }
  }

  /** The run is in its state since then. */
  void enter(Run run, FollowedRun followed, Instant since) {
    if (STATES.contains(followed.state())) {
      inFlight.enter(run, followed.queue(), followed.state(), seconds(since));
    } else {
      inFlight.leave(run); // its job is over, and the ledger is being told
    }
  }

  /** The run is in its state since now. */
  void enter(Run run, FollowedRun followed) {
    enter(run, followed, clock.instant());
  }

  void leave(Run run) {
    inFlight.leave(run);
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1e3;
  }
}
