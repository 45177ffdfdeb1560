package org.fluxjvm.metrics;

import java.util.List;
import org.fluxjvm.rfc.Idset;
import org.fluxjvm.rfc.ResourceSet;
import tools.jackson.databind.JsonNode;

/** The polls of a Flux instance, all of them open to guests. */
final class InstancePolls {
  private static final String SCHED_STATUS = "resource.sched-status";
  private static final String RESOURCE_STATUS = "resource.status";
  private static final String JOB_MANAGER_STATS = "job-manager.stats-get";
  private static final String ALLOC_QUERY = "job-manager.alloc-query";
  private static final String CONTENT_STATS = "content-sqlite.stats-get";

  private InstancePolls() {}

  static List<Poll> all() {
    return List.of(
        Poll.of(SCHED_STATUS, InstancePolls::schedStatus),
        Poll.of(RESOURCE_STATUS, InstancePolls::resourceStatus),
        Poll.of(JobStats.TOPIC, JobStats::read),
        new QueuePoll(),
        Poll.of(JOB_MANAGER_STATS, InstancePolls::jobManager),
        Poll.of(ALLOC_QUERY, InstancePolls::alloc),
        Poll.of(CONTENT_STATS, InstancePolls::content));
  }

  static List<String> topics() {
    return List.of(
        SCHED_STATUS,
        RESOURCE_STATUS,
        JobStats.TOPIC,
        QueuePoll.TOPIC,
        JOB_MANAGER_STATS,
        ALLOC_QUERY,
        CONTENT_STATS);
  }

  private static Readings schedStatus(JsonNode answer) {
    ResourceSet all = ResourceSet.parse(answer.path("all"));
    ResourceSet down = ResourceSet.parse(answer.path("down"));
    ResourceSet allocated = ResourceSet.parse(answer.path("allocated"));
    Readings readings = new Readings();
    addResources(readings, "all", all);
    addResources(readings, "down", down);
    addResources(readings, "allocated", allocated);
    addResources(readings, "free", all.minus(down).minus(allocated));
    return readings;
  }

  private static void addResources(Readings readings, String state, ResourceSet set) {
    readings
        .add(InstanceMeter.NODES, set.nodes(), state)
        .add(InstanceMeter.CORES, set.cores(), state)
        .add(InstanceMeter.GPUS, set.gpus(), state);
  }

  private static Readings resourceStatus(JsonNode answer) {
    Readings readings = new Readings();
    addNodes(readings, "offline", answer.path("offline"));
    addNodes(readings, "excluded", answer.path("exclude"));
    addNodes(readings, "torpid", answer.path("torpid"));
    JsonNode drain = answer.path("drain");
    if (drain.isObject()) {
      // Its keys are idsets: ranks drained at one time for one reason may share a key.
      long drained =
          drain.propertyNames().stream()
              .map(Idset::parse)
              .reduce(Idset.empty(), Idset::union)
              .count();
      readings.add(InstanceMeter.NODES, drained, "drained");
    }
    return readings;
  }

  private static void addNodes(Readings readings, String state, JsonNode ranks) {
    if (ranks.isString()) {
      readings.add(InstanceMeter.NODES, Idset.parse(ranks.stringValue()).count(), state);
    }
  }

  private static Readings jobManager(JsonNode answer) {
    JsonNode journal = answer.path("journal");
    Readings readings =
        new Readings()
            .add(InstanceMeter.JOB_MANAGER_JOBS, answer.path("active_jobs"), "active")
            .add(InstanceMeter.JOB_MANAGER_JOBS, answer.path("inactive_jobs"), "inactive")
            .add(InstanceMeter.JOURNAL_EVENTS, journal.path("events"))
            .add(InstanceMeter.JOURNAL_LISTENERS, journal.path("listeners"));
    JsonNode housekeeping = answer.path("housekeeping").path("running");
    if (housekeeping.isObject()) {
      readings.add(InstanceMeter.JOB_MANAGER_HOUSEKEEPING, housekeeping.size());
    }
    return readings;
  }

  private static Readings alloc(JsonNode answer) {
    return new Readings()
        .add(InstanceMeter.JOB_MANAGER_ALLOC, answer.path("queue_length"), "queued")
        .add(InstanceMeter.JOB_MANAGER_ALLOC, answer.path("alloc_pending"), "pending")
        .add(InstanceMeter.JOB_MANAGER_ALLOC, answer.path("running"), "allocated");
  }

  private static Readings content(JsonNode answer) {
    return new Readings()
        .add(InstanceMeter.CONTENT_SIZE, answer.path("dbfile_size"))
        .add(InstanceMeter.CONTENT_DISK_FREE, answer.path("dbfile_free"));
  }
}
