package org.fluxjvm.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds a jobspec that starts a Flux instance on the resources of the job.
 *
 * @param <B> the builder itself
 */
public abstract sealed class InstanceBuilder<B extends InstanceBuilder<B>> extends JobspecBuilder<B>
    permits BatchBuilder, NestBuilder {
  private static final String CONFIG = "conf.json";

  private final SlotLayout layout = new SlotLayout("numSlots");
  private List<String> brokerOptions = List.of();
  private @Nullable ObjectNode config;

  InstanceBuilder() {
    super(Defaults.attributes());
  }

  /** The initial program of the instance and its arguments. */
  abstract List<String> program();

  /** Options that follow those which were given. */
  List<String> extraBrokerOptions() {
    return List.of();
  }

  /** One broker to a node, not bootstrapped by MPI, each free to end in its own time. */
  final B brokerShell() {
    setShellOption("per-resource.type", "node");
    setShellOption("mpi", "none");
    return setShellOption("exit-timeout", "none");
  }

  /**
   * Sets how many slots the instance has room for.
   *
   * @param count 1 or more, by default 1
   * @return this builder
   * @throws JobspecException if the number is below 1
   */
  public B numSlots(int count) {
    layout.slots(count);
    return self();
  }

  /**
   * Sets the cores of each slot.
   *
   * @param count 1 or more, by default 1
   * @return this builder
   * @throws JobspecException if the number is below 1
   */
  public B coresPerSlot(int count) {
    layout.cores("coresPerSlot", count);
    return self();
  }

  /**
   * Sets the GPUs of each slot.
   *
   * @param count 0 or more, by default 0
   * @return this builder
   * @throws JobspecException if the number is negative
   */
  public B gpusPerSlot(int count) {
    layout.gpus("gpusPerSlot", count);
    return self();
  }

  /**
   * Spreads the slots over a number of nodes.
   *
   * @param count 1 or more, and not more than there are slots
   * @return this builder
   * @throws JobspecException if the number is below 1
   */
  public B numNodes(int count) {
    layout.nodes(count);
    return self();
  }

  /**
   * Says whether the instance has its nodes to itself.
   *
   * @param exclusive true needs a number of nodes
   * @return this builder
   */
  public B exclusive(boolean exclusive) {
    layout.exclusive(exclusive);
    return self();
  }

  /**
   * Sets options of the brokers.
   *
   * @param options as on the command line of {@code flux broker}
   * @return this builder
   */
  public B brokerOpts(List<String> options) {
    brokerOptions = List.copyOf(options);
    return self();
  }

  /**
   * Configures the brokers. The configuration travels as the file {@code conf.json}.
   *
   * @param configuration tables by name, as in the TOML files of a broker
   * @return this builder
   * @throws JobspecException if the configuration has no JSON form
   */
  public B conf(Map<String, ?> configuration) {
    config = (ObjectNode) Json.tree("conf", configuration);
    return self();
  }

  /**
   * Configures the brokers, besides what was set before.
   *
   * @param key the name of a value in its table, like {@code resource.noverify}
   * @param value what Jackson makes JSON of
   * @return this builder
   * @throws JobspecException if the key has an empty part or leads through something that is no
   *     table, or the value has no JSON form
   */
  public B conf(String key, Object value) {
    ObjectNode changed = config == null ? Json.object() : config.deepCopy();
    new Attributes(changed).set(AttributeKey.plain("conf", key), Json.tree("conf." + key, value));
    config = changed;
    return self();
  }

  /**
   * Configures the brokers, besides what was set before, as the option {@code --conf} of Flux's
   * commands does; but TOML, and configurations that Flux finds by their name, are not read here.
   *
   * @param text JSON, {@code KEY=VALUE} like {@code resource.noverify=true} of which the value is
   *     JSON or else a text, or the path of a file in {@code .json}
   * @return this builder
   * @throws JobspecException if it is none of these, or the file cannot be read
   */
  public B conf(String text) {
    ObjectNode changed = config == null ? Json.object() : config.deepCopy();
    ConfigText.add(changed, text);
    config = changed;
    return self();
  }

  @Override
  final JsonNode resources() {
    return layout.resources();
  }

  @Override
  final JsonNode tasks() {
    List<String> command = new ArrayList<>(List.of("flux", "broker"));
    command.addAll(brokerOptions);
    command.addAll(extraBrokerOptions());
    if (config != null) {
      command.add("-c{{tmpdir}}/" + CONFIG);
    }
    command.addAll(program());
    return Resources.tasks(command, layout.taskCount());
  }

  @Override
  final int version() {
    return 1;
  }

  @Override
  void complete(Attributes complete) {
    super.complete(complete);
    Defaults.inheritEnvironment(complete);
    if (config != null) {
      complete.set(AttributeKey.file(CONFIG), FileEntry.json(config));
    }
  }
}
