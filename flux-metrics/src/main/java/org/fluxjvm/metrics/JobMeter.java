package org.fluxjvm.metrics;

/** The meters of {@link FluxJobMetrics}. */
public enum JobMeter implements SpecifiedMeter {
  /** Whether jobs are followed. */
  JOURNAL(
      MeterSpec.gauge(
          "flux.job.journal",
          null,
          "1 for how following the jobs by the events journal goes now; when it is not success, the"
              + " other meters of jobs stand still, or lag behind a lost broker",
          MeterTag.oneOf("outcome", "", PollOutcome.tags()))),

  /** Events of all jobs. */
  EVENTS(MeterSpec.counter("flux.job.events", null, "Events of jobs", Tags.EVENT)),

  /** Jobs that are not over. */
  ACTIVE(
      MeterSpec.gauge(
          "flux.jobs.active", null, "Active jobs by the events journal", Tags.QUEUE, Tags.STATE)),

  /** The age of what has been longest in a state. */
  OLDEST_AGE(
      MeterSpec.gauge(
          "flux.job.oldest.age",
          "seconds",
          "Time that the job has been in its queue and state which has been there longest; 0 if"
              + " there is none",
          Tags.QUEUE,
          Tags.STATE)),

  /** The time in the queue. */
  WAIT(
      MeterSpec.timer(
          "flux.job.wait",
          Buckets.OF_BATCH,
          "Time from the submission of a job until it was given resources",
          Tags.QUEUE)),

  /** The time of running. */
  RUN(
      MeterSpec.timer(
          "flux.job.run",
          Buckets.OF_BATCH,
          "Time from the start of a job until its tasks were over",
          Tags.QUEUE,
          Tags.RESULT)),

  /** The time that resources are held and nothing runs. */
  OVERHEAD(
      MeterSpec.timer(
          "flux.job.overhead",
          Buckets.OF_BATCH,
          "Time that a job held resources and did not run",
          Tags.QUEUE,
          MeterTag.oneOf(
              "phase",
              "prolog: from the resources to the start; epilog: from the finish to the end",
              "prolog",
              "epilog"))),

  /** Jobs that are over. */
  FINISHED(
      MeterSpec.counter("flux.jobs.finished", null, "Jobs that ended", Tags.QUEUE, Tags.RESULT)),

  /** What went wrong with jobs. */
  EXCEPTIONS(
      MeterSpec.counter(
          "flux.job.exceptions",
          null,
          "Exceptions raised on jobs",
          Tags.QUEUE,
          MeterTag.oneOf("type", "", JobExceptionTypes.TAGS.toArray(String[]::new)),
          MeterTag.oneOf(
              "fatal", "whether its severity is 0, which ends the job", "true", "false"))),

  /** Jobs that nobody can tell of. */
  LOST(
      MeterSpec.counter(
          "flux.jobs.lost",
          null,
          "Active jobs of which a broker that came back no longer holds what it told before; how"
              + " they end is not counted")),

  /** Times that run backwards. */
  CLOCK_SKEW(
      MeterSpec.counter(
          "flux.job.clock.skew",
          null,
          "Times below zero by the timestamps of a job, recorded as zero"));

  @SuppressWarnings("ImmutableEnumChecker") // of lists that are copies
  private final MeterSpec spec;

  JobMeter(MeterSpec spec) {
    this.spec = spec;
  }

  @Override
  public MeterSpec spec() {
    return spec;
  }

  /** The constants of an enum cannot use its static fields. */
  private static final class Tags {
    static final MeterTag QUEUE =
        MeterTag.upTo(QueueLabel.LIMIT + 2, "queue", QueueLabel.MEANING_BY_NAME);
    static final MeterTag STATE =
        MeterTag.oneOf("state", "", "depend", "priority", "sched", "run", "cleanup");
    static final MeterTag RESULT =
        MeterTag.oneOf("result", "", "completed", "failed", "canceled", "timeout");
    static final MeterTag EVENT =
        MeterTag.oneOf("event", "", JobEventNames.TAGS.toArray(String[]::new));
  }
}
