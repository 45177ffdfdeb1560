package org.fluxjvm.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.JournalEvent;
import tools.jackson.databind.JsonNode;

/**
 * Makes meters of the journal. Until its sentinel it tells the past of the jobs that are active:
 * from that their state is known, and nothing is counted. One call at a time.
 */
final class JobTally {
  /** What is counted and timed. */
  interface Sink {
    /** A queue is heard of, maybe for the first time. */
    void onQueue(String queue);

    void count(DocumentedMeter meter, String... tags);

    void record(DocumentedMeter meter, Duration duration, String... tags);
  }

  /** The states by which jobs are counted. */
  static final Set<JobState> STATES = JobState.ACTIVE;

  private static final String QUEUE_PATH = "attributes.system.queue";

  private final InFlight<Long> inFlight;
  private final Sink sink;
  private final Map<Long, FollowedJob> jobs = new HashMap<>();
  private final FirstNames queues = new FirstNames(QueueLabel.LIMIT);
  private List<String> known = List.of();
  private boolean counting;

  JobTally(InFlight<Long> inFlight, Sink sink) {
    this.inFlight = inFlight;
    this.sink = sink;
  }

  /**
   * Another journal begins, with a past of its own.
   *
   * @param names the queues that are known beforehand
   */
  void restart(List<String> names) {
    jobs.clear();
    inFlight.clear();
    counting = false;
    known = names.stream().map(name -> queues.label(QueueLabel.of(name))).toList();
  }

  void accept(JournalEvent event) {
    if (event.isSentinel()) {
      endOfPast();
    } else if (event.isGap()) {
      lose(event.id());
    } else {
      take(event.id(), event.event(), event::jobspec);
    }
  }

  void endOfPast() {
    counting = true;
    known.forEach(sink::onQueue);
  }

  void lose(JobId id) {
    if (jobs.remove(id.value()) != null) {
      inFlight.leave(id.value());
      sink.count(JobMeter.LOST);
    }
  }

  /**
   * Takes the next event of a job.
   *
   * @param jobspec asked for at its first one
   */
  void take(JobId job, JobEvent event, Supplier<Optional<JsonNode>> jobspec) {
    long id = job.value();
    if (counting) {
      sink.count(JobMeter.EVENTS, JobEventNames.tag(event.name()));
    }
    if (event.name().equals("submit")) {
      jobs.put(id, new FollowedJob(job, queue(jobspec.get())));
    }
    FollowedJob followed = jobs.get(id);
    if (followed == null) {
      return; // one that was lost, and goes on
    }
    followed.accept(event).ifPresent(now -> moved(id, followed, now, event.timestamp()));
    if (event.name().equals("jobspec-update")) {
      requeue(id, followed, event);
    }
    if (counting) {
      count(followed, event);
    }
  }

  private void moved(long id, FollowedJob job, JobState now, double time) {
    if (STATES.contains(now)) {
      inFlight.enter(id, job.queue(), now, time);
    } else {
      inFlight.leave(id);
      jobs.remove(id);
    }
  }

  private void requeue(long id, FollowedJob job, JobEvent event) {
    JsonNode name = event.context().path(QUEUE_PATH);
    if (name.isString()) {
      job.move(label(name.stringValue()));
      if (STATES.contains(job.state())) {
        inFlight.enter(id, job.queue(), job.state(), event.timestamp());
      }
    }
  }

  private String queue(Optional<JsonNode> jobspec) {
    return label(
        jobspec.map(spec -> spec.at("/attributes/system/queue").stringValue("")).orElse(""));
  }

  private String label(String queue) {
    String label = queues.label(QueueLabel.of(queue));
    sink.onQueue(label);
    return label;
  }

  private void count(FollowedJob job, JobEvent event) {
    switch (event.name()) {
      case "alloc" -> {
        JobResult so = job.result();
        time(JobMeter.WAIT, so.submitted(), so.allocated(), job.queue());
      }
      case "start" -> {
        JobResult so = job.result();
        time(JobMeter.OVERHEAD, so.allocated(), so.started(), job.queue(), "prolog");
      }
      case "exception" -> {
        JsonNode context = event.context();
        sink.count(
            JobMeter.EXCEPTIONS,
            job.queue(),
            JobExceptionTypes.tag(context.path("type").stringValue("")),
            String.valueOf(context.path("severity").asInt(0) == 0));
      }
      case "clean" -> finished(job, event);
      default -> {}
    }
  }

  private void finished(FollowedJob job, JobEvent clean) {
    JobResult result = job.result();
    String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
    time(JobMeter.RUN, result.started(), result.finished(), job.queue(), outcome);
    time(JobMeter.OVERHEAD, result.finished(), Optional.of(clean.time()), job.queue(), "epilog");
    sink.count(JobMeter.FINISHED, job.queue(), outcome);
  }

  /** The timestamps are those of brokers, whose clocks may be set back. */
  private void time(
      DocumentedMeter meter, Optional<Instant> from, Optional<Instant> to, String... tags) {
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    Duration between = Duration.between(from.get(), to.get());
    if (between.isNegative()) {
      sink.count(JobMeter.CLOCK_SKEW);
      between = Duration.ZERO;
    }
    sink.record(meter, between, tags);
  }
}
