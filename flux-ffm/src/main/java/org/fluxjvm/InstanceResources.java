package org.fluxjvm;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxjvm.rfc.Hostlist;
import org.fluxjvm.rfc.Idset;
import org.fluxjvm.rfc.ResourceSet;
import tools.jackson.databind.JsonNode;

/**
 * The resources of an instance, as its resource module and its scheduler see them.
 *
 * @param all what the scheduler knows of
 * @param down the part that is not to be had: drained, excluded or offline
 * @param allocated the part that jobs have
 * @param online the ranks of brokers that are up
 * @param offline the ranks of brokers that are not
 * @param excluded the ranks that the configuration leaves out
 * @param torpid the ranks of brokers that do not respond
 * @param housekeeping the ranks that are cleaned after a job; empty where this user may not know
 * @param nodelist the hosts of all ranks, in their order
 * @param drained which ranks were taken out of service, when and why
 */
public record InstanceResources(
    ResourceSet all,
    ResourceSet down,
    ResourceSet allocated,
    Idset online,
    Idset offline,
    Idset excluded,
    Idset torpid,
    Idset housekeeping,
    Hostlist nodelist,
    List<DrainInfo> drained) {
  /** Copies the list. */
  public InstanceResources {
    drained = List.copyOf(drained);
  }

  static InstanceResources read(JsonNode status, JsonNode scheduler, JsonNode jobManager) {
    return new InstanceResources(
        set(scheduler, "all"),
        set(scheduler, "down"),
        set(scheduler, "allocated"),
        ranks(status, "online"),
        ranks(status, "offline"),
        ranks(status, "exclude"),
        ranks(status, "torpid"),
        jobManager
            .at("/housekeeping/running")
            .valueStream()
            .map(cleaned -> ranks(cleaned, "allocated"))
            .reduce(Idset.empty(), Idset::union),
        status
            .at("/R/execution/nodelist")
            .valueStream()
            .map(hosts -> Hostlist.parse(hosts.asString("")))
            .reduce(Hostlist.empty(), Hostlist::plus),
        status.path("drain").propertyStream().map(InstanceResources::drain).toList());
  }

  private static DrainInfo drain(Map.Entry<String, JsonNode> entry) {
    double seconds = entry.getValue().path("timestamp").asDouble(0);
    return new DrainInfo(
        Idset.parse(entry.getKey()),
        Instant.EPOCH.plus(Math.round(seconds * 1e6), ChronoUnit.MICROS),
        entry.getValue().path("reason").asString(""));
  }

  private static ResourceSet set(JsonNode scheduler, String name) {
    JsonNode r = scheduler.path(name);
    return r.isObject() ? ResourceSet.parse(r) : ResourceSet.empty();
  }

  private static Idset ranks(JsonNode status, String name) {
    return Idset.parse(status.path(name).asString(""));
  }

  /**
   * The resources of a queue: those that have the properties that it requires.
   *
   * @param queue a queue of the same instance
   * @return what all, down and allocated are of it; the rest is that of the instance
   */
  public InstanceResources of(QueueInfo queue) {
    Idset ranks = queue.requires().stream().map(this::having).reduce(all.ranks(), Idset::intersect);
    return new InstanceResources(
        all.on(ranks),
        down.on(ranks),
        allocated.on(ranks),
        online,
        offline,
        excluded,
        torpid,
        housekeeping,
        nodelist,
        drained);
  }

  /** One that starts with {@code ^} must be absent. */
  private Idset having(String property) {
    return property.startsWith("^")
        ? all.ranks().minus(all.withProperty(property.substring(1)).ranks())
        : all.withProperty(property).ranks();
  }

  /**
   * The ranks that are drained and have no job.
   *
   * @return ranks
   */
  public Idset drainedRanks() {
    return allDrained().minus(allocated.ranks());
  }

  /**
   * The ranks that are drained and still have a job.
   *
   * @return ranks
   */
  public Idset draining() {
    return allDrained().intersect(allocated.ranks());
  }

  /**
   * Why a rank is out of service.
   *
   * @param rank a broker rank
   * @return when it was drained and why, if it was
   */
  public Optional<DrainInfo> drainOf(int rank) {
    return drained.stream().filter(drain -> drain.ranks().contains(rank)).findFirst();
  }

  private Idset allDrained() {
    return drained.stream().map(DrainInfo::ranks).reduce(Idset.empty(), Idset::union);
  }

  /**
   * The ranks that are neither excluded, drained nor torpid.
   *
   * @return ranks, with or without jobs
   */
  public Idset available() {
    return all.ranks().minus(excluded).minus(allDrained()).minus(torpid);
  }

  /**
   * What is not down.
   *
   * @return resources that jobs have or can have
   */
  public ResourceSet up() {
    return all.minus(down);
  }

  /**
   * What is neither down nor allocated.
   *
   * @return resources that jobs can have
   */
  public ResourceSet free() {
    return up().minus(allocated);
  }
}
