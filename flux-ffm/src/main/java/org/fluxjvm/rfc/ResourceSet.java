package org.fluxjvm.rfc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Nodes, cores and GPUs: the part of a resource set <em>R</em> (RFC 20, version 1) that can be
 * counted.
 *
 * <p>Immutable. Nodes are named by broker rank, and nothing is expanded: a set is as large as its
 * text.
 */
public final class ResourceSet {
  /** The type of resource that {@link #cores()} counts. */
  public static final String CORE = "core";

  /** The type of resource that {@link #gpus()} counts. */
  public static final String GPU = "gpu";

  private static final ResourceSet EMPTY = new ResourceSet(List.of(), Map.of());

  private final List<NodeResources> nodes;
  private final RankIndex index;
  private final Map<String, Idset> properties;

  ResourceSet(List<NodeResources> nodes, Map<String, Idset> properties) {
    this.nodes = List.copyOf(nodes);
    this.index = new RankIndex(this.nodes);
    this.properties = Map.copyOf(properties);
  }

  /**
   * The set without resources.
   *
   * @return an empty set
   */
  public static ResourceSet empty() {
    return EMPTY;
  }

  /**
   * Reads a resource set.
   *
   * @param r the object <em>R</em>: {@code version} and {@code execution} are read
   * @return the set
   * @throws IllegalArgumentException if it is not an <em>R</em> of version 1, or if a rank comes
   *     twice
   */
  public static ResourceSet parse(JsonNode r) {
    return ResourceSetParser.parse(r);
  }

  /**
   * The nodes.
   *
   * @return broker ranks
   */
  public Idset ranks() {
    return index.ranks();
  }

  /**
   * The number of nodes.
   *
   * @return 0 or more
   */
  public long nodes() {
    return ranks().count();
  }

  /**
   * The number of cores on all nodes.
   *
   * @return 0 or more
   */
  public long cores() {
    return count(CORE);
  }

  /**
   * The number of GPUs on all nodes.
   *
   * @return 0 or more
   */
  public long gpus() {
    return count(GPU);
  }

  /**
   * The number of resources of a type on all nodes.
   *
   * @param type the type, such as {@value #CORE}
   * @return 0 or more
   */
  public long count(String type) {
    return nodes.stream().mapToLong(node -> node.count(type)).sum();
  }

  /**
   * The properties of nodes (RFC 20, RFC 31), which queues ask for.
   *
   * @return the ranks that have each property
   */
  public Map<String, Idset> properties() {
    return properties;
  }

  /**
   * The part that has a property.
   *
   * @param property the property's name
   * @return a set, empty if no node has it
   */
  public ResourceSet withProperty(String property) {
    return on(properties.getOrDefault(property, Idset.empty()));
  }

  /**
   * The part on some nodes.
   *
   * @param some broker ranks
   * @return a set
   */
  public ResourceSet on(Idset some) {
    List<NodeResources> kept = new ArrayList<>();
    for (NodeResources node : nodes) {
      add(kept, node.on(node.ranks().intersect(some)));
    }
    return new ResourceSet(kept, properties);
  }

  /**
   * What is left without another set's resources; a node on which nothing is left is left out.
   *
   * @param taken the resources to leave out; what this set does not have is ignored
   * @return a set
   */
  public ResourceSet minus(ResourceSet taken) {
    List<NodeResources> left = new ArrayList<>();
    for (NodeResources node : nodes) {
      add(left, node.on(node.ranks().minus(taken.ranks())));
      taken
          .index
          .split(node.ranks())
          .forEach((gone, ranks) -> add(left, node.on(ranks).without(gone.children())));
    }
    return new ResourceSet(left, properties);
  }

  private static void add(List<NodeResources> nodes, NodeResources node) {
    if (!node.isEmpty()) {
      nodes.add(node);
    }
  }

  /**
   * A short form for people.
   *
   * @return ranks and counts
   */
  @Override
  public String toString() {
    return "ranks " + ranks() + ": " + cores() + " cores, " + gpus() + " gpus";
  }
}
