package org.fluxjvm.job;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Builds a jobspec that runs a number of equal tasks. */
public final class CommandBuilder extends JobspecBuilder<CommandBuilder> {
  private final List<String> command;
  private final SlotLayout layout = new SlotLayout("numTasks");

  CommandBuilder(List<String> command) {
    super(Defaults.attributes());
    this.command = Defaults.command(command);
  }

  /**
   * Sets how many tasks run.
   *
   * @param count 1 or more, by default 1
   * @return this builder
   * @throws JobspecException if the number is below 1
   */
  public CommandBuilder numTasks(int count) {
    layout.slots(count);
    return this;
  }

  /**
   * Sets the cores of each task.
   *
   * @param count 1 or more, by default 1
   * @return this builder
   * @throws JobspecException if the number is below 1
   */
  public CommandBuilder coresPerTask(int count) {
    layout.cores("coresPerTask", count);
    return this;
  }

  /**
   * Sets the GPUs of each task.
   *
   * @param count 0 or more, by default 0
   * @return this builder
   * @throws JobspecException if the number is negative
   */
  public CommandBuilder gpusPerTask(int count) {
    layout.gpus("gpusPerTask", count);
    return this;
  }

  /**
   * Spreads the tasks over a number of nodes; without it the scheduler places them as it likes.
   *
   * @param count 1 or more, and not more than there are tasks
   * @return this builder
   * @throws JobspecException if the number is below 1
   */
  public CommandBuilder numNodes(int count) {
    layout.nodes(count);
    return this;
  }

  /**
   * Says whether the job has its nodes to itself.
   *
   * @param exclusive true needs a number of nodes
   * @return this builder
   */
  public CommandBuilder exclusive(boolean exclusive) {
    layout.exclusive(exclusive);
    return this;
  }

  @Override
  CommandBuilder self() {
    return this;
  }

  @Override
  JsonNode resources() {
    return layout.resources();
  }

  @Override
  JsonNode tasks() {
    return Resources.tasks(command, layout.taskCount());
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
