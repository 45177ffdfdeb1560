package org.fluxjvm.job;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Builds a jobspec of nodes or cores, and a number of tasks on each of these. */
public final class PerResourceBuilder extends JobspecBuilder<PerResourceBuilder> {
  private static final Set<String> TYPES = Set.of("core", "node");

  private final List<String> command;
  private int cores;
  private int nodes;
  private int gpus;
  private boolean exclusive;

  PerResourceBuilder(List<String> command) {
    super(Defaults.attributes());
    this.command = Defaults.command(command);
  }

  /**
   * Sets the cores of the job.
   *
   * @param count the cores in all; with nodes, a multiple of their number
   * @return this builder
   * @throws JobspecException if the number is below 1
   */
  public PerResourceBuilder ncores(int count) {
    cores = Count.atLeast(1, "ncores", count);
    return this;
  }

  /**
   * Sets the nodes of the job. They need {@link #ncores} or {@link #exclusive}.
   *
   * @param count 1 or more
   * @return this builder
   * @throws JobspecException if the number is below 1
   */
  public PerResourceBuilder nnodes(int count) {
    nodes = Count.atLeast(1, "nnodes", count);
    return this;
  }

  /**
   * Sets how many tasks run on each node or core; by default one on each slot.
   *
   * @param type {@code node} or {@code core}
   * @param count 1 or more
   * @return this builder
   * @throws JobspecException if the type is another, or the number below 1
   */
  public PerResourceBuilder perResource(String type, int count) {
    if (!TYPES.contains(type)) {
      throw new JobspecException("perResource type", "must be node or core, got '" + type + "'");
    }
    Count.atLeast(1, "perResource count", count);
    return setShellOption("per-resource", Map.of("type", type, "count", count));
  }

  /**
   * Sets the GPUs of each node.
   *
   * @param count 0 or more; needs a number of nodes
   * @return this builder
   * @throws JobspecException if the number is negative
   */
  public PerResourceBuilder gpusPerNode(int count) {
    gpus = Count.atLeast(0, "gpusPerNode", count);
    return this;
  }

  /**
   * Says whether the job has its nodes to itself.
   *
   * @param exclusive true needs a number of nodes
   * @return this builder
   */
  public PerResourceBuilder exclusive(boolean exclusive) {
    this.exclusive = exclusive;
    return this;
  }

  @Override
  PerResourceBuilder self() {
    return this;
  }

  @Override
  JsonNode resources() {
    if (nodes > 0) {
      return Resources.list(
          Resources.node(nodes, exclusive, Resources.slot(1, coresPerNode(), gpus)));
    }
    if (gpus > 0) {
      throw new JobspecException("gpusPerNode", "must be given with nnodes, got " + gpus);
    }
    Resources.requireNodes(exclusive);
    if (cores == 0) {
      throw new JobspecException("perResource", "must be given ncores or nnodes");
    }
    return Resources.list(Resources.slot(cores, 1, 0));
  }

  private int coresPerNode() {
    if (cores == 0 && !exclusive) {
      throw new JobspecException("nnodes", "must be given with ncores or exclusive");
    }
    if (cores > 0 && cores < nodes) {
      throw new JobspecException(
          "ncores", "must not be less than nnodes " + nodes + ", got " + cores);
    }
    if (cores % nodes != 0) {
      throw new JobspecException(
          "ncores", "must be a multiple of nnodes " + nodes + ", got " + cores);
    }
    return Math.max(1, cores / nodes);
  }

  @Override
  JsonNode tasks() {
    return Resources.tasks(command, Json.object().put("per_slot", 1));
  }

  @Override
  int version() {
    return 1;
  }

  @Override
  void complete(Attributes complete) {
    super.complete(complete);
    Defaults.inheritEnvironment(complete);
  }
}
