package org.fluxjvm.metrics;

import static io.micrometer.core.instrument.Meter.Type.COUNTER;
import static io.micrometer.core.instrument.Meter.Type.GAUGE;
import static io.micrometer.core.instrument.Meter.Type.TIMER;

import io.micrometer.core.instrument.Meter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The meters of {@link FluxInstanceMetrics}. */
public enum InstanceMeter implements DocumentedMeter {
  /** Whether Flux answers. */
  UP("flux.up", GAUGE, null, "1 if the Flux instance answered the last poll, even by a refusal"),

  /** The polls. */
  POLL(
      "flux.poll",
      TIMER,
      null,
      "Time that Flux took to answer a poll; the meters of a poll that is not a success are absent",
      Tags.RPC,
      Tags.OUTCOME),

  /** Nodes. */
  NODES(
      "flux.resource.nodes",
      GAUGE,
      "nodes",
      "Nodes; one that is allocated in part is free as well, and drained and offline ones are down",
      Tags.NODE_STATE),

  /** Cores. */
  CORES("flux.resource.cores", GAUGE, "cores", "Cores", Tags.RESOURCE_STATE),

  /** GPUs. */
  GPUS("flux.resource.gpus", GAUGE, "gpus", "GPUs", Tags.RESOURCE_STATE),

  /** Active jobs. */
  JOBS("flux.jobs", GAUGE, "jobs", "Active jobs", Tags.QUEUE, Tags.JOB_STATE),

  /** Inactive jobs that Flux still knows. */
  JOBS_RETAINED(
      "flux.jobs.retained",
      GAUGE,
      null,
      "Inactive jobs that are not purged yet; purging lowers it, so it is not a counter",
      Tags.QUEUE,
      Tags.RESULT),

  /** Inactive jobs that Flux has purged. */
  JOBS_PURGED(
      "flux.jobs.purged",
      GAUGE,
      null,
      "Inactive jobs purged since the job-list module was loaded",
      Tags.QUEUE),

  /** Whether a queue takes jobs. */
  QUEUE_ENABLED(
      "flux.queue.enabled", GAUGE, null, "1 if jobs can be submitted to the queue", Tags.QUEUE),

  /** Whether a queue's jobs get resources. */
  QUEUE_STARTED(
      "flux.queue.started", GAUGE, null, "1 if jobs of the queue can get resources", Tags.QUEUE),

  /** The jobs that job-manager holds. */
  JOB_MANAGER_JOBS(
      "flux.job.manager",
      GAUGE,
      "jobs",
      "Jobs that job-manager holds",
      MeterTag.oneOf("state", "whether the job is over", "active", "inactive")),

  /** Jobs on their way to resources. */
  JOB_MANAGER_ALLOC(
      "flux.job.manager.alloc",
      GAUGE,
      "jobs",
      "Jobs by how far their request for resources has come",
      MeterTag.oneOf(
          "state",
          "queued: not sent to the scheduler; pending: the scheduler has it; allocated: granted",
          "queued",
          "pending",
          "allocated")),

  /** Jobs whose nodes are in housekeeping. */
  JOB_MANAGER_HOUSEKEEPING(
      "flux.job.manager.housekeeping", GAUGE, "jobs", "Jobs whose nodes are in housekeeping"),

  /** Events in the journal. */
  JOURNAL_EVENTS(
      "flux.job.manager.journal.events",
      COUNTER,
      "events",
      "Events that job-manager has written to its journal since it was loaded"),

  /** Who reads the journal. */
  JOURNAL_LISTENERS(
      "flux.job.manager.journal.listeners", GAUGE, null, "Clients that follow the events journal"),

  /** Rounds of the scheduler. */
  SCHED_PASSES(
      "flux.sched.passes",
      COUNTER,
      null,
      "Times that the scheduler has gone through its queue, since it was loaded",
      Tags.PASS),

  /** Pauses of the scheduler. */
  SCHED_YIELDS(
      "flux.sched.yields",
      COUNTER,
      null,
      "Times that the scheduler has paused in a pass to answer requests; many to a pass are a long"
          + " queue",
      Tags.PASS),

  /** What the scheduler has to place. */
  SCHED_PENDING(
      "flux.sched.pending", GAUGE, "jobs", "Jobs in the scheduler that wait for resources"),

  /** How long a round takes. */
  SCHED_DURATION(
      "flux.sched.pass.duration",
      GAUGE,
      "seconds",
      "Moving average of the time of a pass; 0 from a scheduler that pauses in its passes"),

  /** How often a round is due. */
  SCHED_INTERVAL(
      "flux.sched.request.interval",
      GAUGE,
      "seconds",
      "Moving average of the time from one request for a pass to the next"),

  /** How long a round is put off. */
  SCHED_DELAY(
      "flux.sched.delay",
      GAUGE,
      "seconds",
      "Time for which the scheduler now puts off a pass to gather requests"),

  /** The tree of brokers. */
  BROKERS(
      "flux.overlay.brokers",
      GAUGE,
      "brokers",
      "Brokers by their status in the tree; partial and degraded ones are there themselves, and not"
          + " all below them",
      MeterTag.oneOf("status", "", BrokerStatus.tags())),

  /** The size of the content store. */
  CONTENT_SIZE(
      "flux.content.size", GAUGE, "bytes", "Size of the content store's database (content-sqlite)"),

  /** What is left on the content store's disk. */
  CONTENT_DISK_FREE(
      "flux.content.disk.free",
      GAUGE,
      "bytes",
      "Free space on the file system of the content store (content-sqlite)");

  private final String meter;
  private final Meter.Type type;
  private final @Nullable String unit;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of records that copy
  private final List<MeterTag> tags;

  InstanceMeter(
      String meter, Meter.Type type, @Nullable String unit, String description, MeterTag... tags) {
    this.meter = meter;
    this.type = type;
    this.unit = unit;
    this.description = description;
    this.tags = List.of(tags);
  }

  @Override
  public String getName() {
    return meter;
  }

  @Override
  public Meter.Type getType() {
    return type;
  }

  @Override
  public @Nullable String getBaseUnit() {
    return unit;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public List<MeterTag> tags() {
    return tags;
  }

  /** The constants of an enum cannot use its static fields. */
  private static final class Tags {
    static final MeterTag RPC =
        MeterTag.oneOf("rpc", "topic asked", InstancePolls.topics().toArray(String[]::new));
    static final MeterTag PASS =
        MeterTag.oneOf(
            "kind", "schedule: gives resources; forecast: estimates", "schedule", "forecast");
    static final MeterTag OUTCOME = MeterTag.oneOf("outcome", "how it ended", PollOutcome.tags());
    static final MeterTag QUEUE = MeterTag.upTo(QueueLabel.LIMIT + 2, "queue", QueueLabel.MEANING);
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
