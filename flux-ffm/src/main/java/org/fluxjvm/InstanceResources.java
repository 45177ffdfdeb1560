package org.fluxjvm;

import java.util.LinkedHashMap;
import java.util.Map;
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
 * @param drained why administrators took ranks out of service, by rank or ranks; the reason may be
 *     empty
 */
public record InstanceResources(
    ResourceSet all,
    ResourceSet down,
    ResourceSet allocated,
    Idset online,
    Idset offline,
    Idset excluded,
    Idset torpid,
    Map<Idset, String> drained) {
  /** Copies the map. */
  public InstanceResources {
    drained = Map.copyOf(drained);
  }

  static InstanceResources read(JsonNode status, JsonNode scheduler) {
    Map<Idset, String> drained = new LinkedHashMap<>();
    status
        .path("drain")
        .properties()
        .forEach(
            entry ->
                drained.put(
                    Idset.parse(entry.getKey()), entry.getValue().path("reason").asString("")));
    return new InstanceResources(
        set(scheduler, "all"),
        set(scheduler, "down"),
        set(scheduler, "allocated"),
        ranks(status, "online"),
        ranks(status, "offline"),
        ranks(status, "exclude"),
        ranks(status, "torpid"),
        drained);
  }

  private static ResourceSet set(JsonNode scheduler, String name) {
    JsonNode r = scheduler.path(name);
    return r.isObject() ? ResourceSet.parse(r) : ResourceSet.empty();
  }

  private static Idset ranks(JsonNode status, String name) {
    return Idset.parse(status.path(name).asString(""));
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

  private Idset allDrained() {
    return drained.keySet().stream().reduce(Idset.empty(), Idset::union);
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
