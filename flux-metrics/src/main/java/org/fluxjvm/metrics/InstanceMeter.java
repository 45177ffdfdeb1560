package org.fluxjvm.metrics;

import java.util.List;

/** The meters of {@link FluxInstanceMetrics}. */
public enum InstanceMeter implements SpecifiedMeter {
  /** Whether Flux answers. */
  UP(
      MeterSpec.gauge(
          "flux.up", null, "1 if the Flux instance answered the last poll, even by a refusal")),

  /** The polls. */
  POLL(
      MeterSpec.timer(
          "flux.poll",
          List.of(),
          "Time that Flux took to answer a poll; the meters of a poll that is not a success are"
              + " absent",
          Tags.RPC,
          Tags.OUTCOME)),

  /** Nodes. */
  NODES(
      MeterSpec.gauge(
          "flux.resource.nodes",
          "nodes",
          "Nodes; one that is allocated in part is free as well, and drained and offline ones are"
              + " down",
          Tags.NODE_STATE)),

  /** Cores. */
  CORES(MeterSpec.gauge("flux.resource.cores", "cores", "Cores", Tags.RESOURCE_STATE)),

  /** GPUs. */
  GPUS(MeterSpec.gauge("flux.resource.gpus", "gpus", "GPUs", Tags.RESOURCE_STATE)),

  /** Active jobs. */
  JOBS(MeterSpec.gauge("flux.jobs", "jobs", "Active jobs", Tags.QUEUE, Tags.JOB_STATE)),

  /** Inactive jobs that Flux still knows. */
  JOBS_RETAINED(
      MeterSpec.gauge(
          "flux.jobs.retained",
          null,
          "Inactive jobs that are not purged yet; purging lowers it, so it is not a counter",
          Tags.QUEUE,
          Tags.RESULT)),

  /** Inactive jobs that Flux has purged. */
  JOBS_PURGED(
      MeterSpec.gauge(
          "flux.jobs.purged",
          null,
          "Inactive jobs purged since the job-list module was loaded",
          Tags.QUEUE)),

  /** Whether a queue takes jobs. */
  QUEUE_ENABLED(
      MeterSpec.gauge(
          "flux.queue.enabled", null, "1 if jobs can be submitted to the queue", Tags.QUEUE)),

  /** Whether a queue's jobs get resources. */
  QUEUE_STARTED(
      MeterSpec.gauge(
          "flux.queue.started", null, "1 if jobs of the queue can get resources", Tags.QUEUE)),

  /** The jobs that job-manager holds. */
  JOB_MANAGER_JOBS(
      MeterSpec.gauge(
          "flux.job.manager",
          "jobs",
          "Jobs that job-manager holds",
          MeterTag.oneOf("state", "whether the job is over", "active", "inactive"))),

  /** Jobs on their way to resources. */
  JOB_MANAGER_ALLOC(
      MeterSpec.gauge(
          "flux.job.manager.alloc",
          "jobs",
          "Jobs by how far their request for resources has come",
          MeterTag.oneOf(
              "state",
              "queued: not sent to the scheduler; pending: the scheduler has it; allocated:"
                  + " granted",
              "queued",
              "pending",
              "allocated"))),

  /** Jobs whose nodes are in housekeeping. */
  JOB_MANAGER_HOUSEKEEPING(
      MeterSpec.gauge(
          "flux.job.manager.housekeeping", "jobs", "Jobs whose nodes are in housekeeping")),

  /** Events in the journal. */
  JOURNAL_EVENTS(
      MeterSpec.counter(
          "flux.job.manager.journal.events",
          "events",
          "Events that job-manager has written to its journal since it was loaded")),

  /** Who reads the journal. */
  JOURNAL_LISTENERS(
      MeterSpec.gauge(
          "flux.job.manager.journal.listeners", null, "Clients that follow the events journal")),

  /** Rounds of the scheduler. */
  SCHED_PASSES(
      MeterSpec.counter(
          "flux.sched.passes",
          null,
          "Times that the scheduler has gone through its queue, since it was loaded",
          Tags.PASS)),

  /** Pauses of the scheduler. */
  SCHED_YIELDS(
      MeterSpec.counter(
          "flux.sched.yields",
          null,
          "Times that the scheduler has paused in a pass to answer requests; many to a pass are a"
              + " long queue",
          Tags.PASS)),

  /** What the scheduler has to place. */
  SCHED_PENDING(
      MeterSpec.gauge(
          "flux.sched.pending", "jobs", "Jobs in the scheduler that wait for resources")),

  /** How long a round takes. */
  SCHED_DURATION(
      MeterSpec.gauge(
          "flux.sched.pass.duration",
          "seconds",
          "Moving average of the time of a pass; 0 from a scheduler that pauses in its passes")),

  /** How often a round is due. */
  SCHED_INTERVAL(
      MeterSpec.gauge(
          "flux.sched.request.interval",
          "seconds",
          "Moving average of the time from one request for a pass to the next")),

  /** How long a round is put off. */
  SCHED_DELAY(
      MeterSpec.gauge(
          "flux.sched.delay",
          "seconds",
          "Time for which the scheduler now puts off a pass to gather requests")),

  /** The tree of brokers. */
  BROKERS(
      MeterSpec.gauge(
          "flux.overlay.brokers",
          "brokers",
          "Brokers by their status in the tree; partial and degraded ones are there themselves, and"
              + " not all below them",
          MeterTag.oneOf("status", "", BrokerStatus.tags()))),

  /** The size of the content store. */
  CONTENT_SIZE(
      MeterSpec.gauge(
          "flux.content.size", "bytes", "Size of the content store's database (content-sqlite)")),

  /** What is left on the content store's disk. */
  CONTENT_DISK_FREE(
      MeterSpec.gauge(
          "flux.content.disk.free",
          "bytes",
          "Free space on the file system of the content store (content-sqlite)"));

  @SuppressWarnings("ImmutableEnumChecker") // of lists that are copies
  private final MeterSpec spec;

  InstanceMeter(MeterSpec spec) {
    this.spec = spec;
  }

  @Override
  public MeterSpec spec() {
    return spec;
  }

  /** The constants of an enum cannot use its static fields. */
  private static final class Tags {
    static final MeterTag RPC =
        MeterTag.oneOf("rpc", "topic asked", InstancePolls.topics().toArray(String[]::new));
    static final MeterTag PASS =
        MeterTag.oneOf(
            "kind", "schedule: gives resources; forecast: estimates", "schedule", "forecast");
    static final MeterTag OUTCOME = MeterTag.oneOf("outcome", "how it ended", PollOutcome.tags());
    static final MeterTag QUEUE =
        MeterTag.upTo(QueueLabel.LIMIT + 2, "queue", QueueLabel.MEANING_BY_NAME);
    static final MeterTag RESOURCE_STATE =
        MeterTag.oneOf("state", "", "all", "allocated", "free", "down");
    static final MeterTag NODE_STATE =
        MeterTag.oneOf(
            "state",
            "",
            "all",
            "allocated",
            "free",
            "down",
            "offline",
            "drained",
            "excluded",
            "torpid");
    static final MeterTag JOB_STATE =
        MeterTag.oneOf("state", "", "depend", "priority", "sched", "run", "cleanup");
    static final MeterTag RESULT =
        MeterTag.oneOf("result", "", "completed", "failed", "canceled", "timeout");
  }
}
