package org.fluxjvm.job;

import java.io.IOException;
import java.io.Reader;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to run a program (RFC 14): its resources, its tasks and its attributes.
 *
 * <p>A jobspec keeps the rules that Flux holds it against when it is submitted: those of RFC 14,
 * and in version 1 those of RFC 25 except for its few resource graphs, for which there is {@link
 * JobspecV1#validate}. What breaks them cannot be made. It does not change, and its JSON is encoded
 * once, so one jobspec can be submitted any number of times from any thread.
 *
 * @see JobspecV1
 */
public final class Jobspec {
  private final ObjectNode tree;
  private final Attributes attributes;
  private final byte[] json;
  private final MemorySegment utf8;

  private Jobspec(ObjectNode tree, byte[] json) {
    this.tree = tree;
    this.attributes = new Attributes((ObjectNode) tree.get("attributes"));
    this.json = json;
    this.utf8 = MemorySegment.ofArray(json).asReadOnly();
  }

  /**
   * Reads a jobspec from JSON.
   *
   * @param json the JSON
   * @return the jobspec
   * @throws JobspecException if the text is not JSON, or no jobspec
   */
  public static Jobspec fromJson(String json) {
    return checked(Json.parse(json));
  }

  /**
   * Makes a jobspec of a JSON tree.
   *
   * @param tree the tree, which is copied
   * @return the jobspec
   * @throws JobspecException if the tree is no jobspec
   */
  public static Jobspec fromTree(JsonNode tree) {
    return checked(tree);
  }

  /**
   * A jobspec of its parts.
   *
   * @param resources the resources section, a list
   * @param tasks the tasks section, a list
   * @param attributes the attributes section, a mapping
   * @param version the version of the language
   * @return the jobspec
   * @throws JobspecException if the parts make no jobspec
   */
  public static Jobspec of(JsonNode resources, JsonNode tasks, JsonNode attributes, int version) {
    ObjectNode tree = Json.object();
    tree.set("resources", resources);
    tree.set("tasks", tasks);
    tree.set("attributes", attributes);
    return checked(tree.put("version", version));
  }

  /**
   * Reads a jobspec from a YAML file. SnakeYAML must be on the class path.
   *
   * @param file a file in UTF-8
   * @return the jobspec
   * @throws IOException if the file cannot be read
   * @throws JobspecException if the file is not YAML, or no jobspec, or not reasonable in size,
   *     depth or aliases
   * @throws IllegalStateException if SnakeYAML is missing
   */
  public static Jobspec fromYaml(Path file) throws IOException {
    return checked(Yaml.read(file));
  }

  /**
   * Reads a jobspec from YAML. SnakeYAML must be on the class path.
   *
   * @param yaml one YAML document; it is read to its end and not closed
   * @return the jobspec
   * @throws IOException if the reader fails
   * @throws JobspecException if the text is not YAML, or no jobspec, or not reasonable in size,
   *     depth or aliases
   * @throws IllegalStateException if SnakeYAML is missing
   */
  public static Jobspec fromYaml(Reader yaml) throws IOException {
    return checked(Yaml.read(yaml));
  }

  /** Checks a tree; what is kept is read from the encoded form, so it is a copy. */
  private static Jobspec checked(JsonNode tree) {
    Element root = Element.root(tree);
    TextRules.check(root.mapping());
    JobspecRules.check(root);
    byte[] json = Json.write(tree);
    return new Jobspec((ObjectNode) Json.parse(json), json);
  }

  /**
   * This jobspec as JSON.
   *
   * @return one line of JSON
   */
  public String toJson() {
    return new String(json, StandardCharsets.UTF_8);
  }

  /**
   * This jobspec as JSON in UTF-8, encoded once.
   *
   * @return a read-only heap segment without a terminating NUL, the same on each call
   */
  public MemorySegment utf8() {
    return utf8;
  }

  /**
   * This jobspec as a JSON tree.
   *
   * @return a copy
   */
  public JsonNode toTree() {
    return tree.deepCopy();
  }

  /**
   * The resources section.
   *
   * @return a copy, a list of resource vertices
   */
  public JsonNode resources() {
    return section("resources");
  }

  /**
   * The tasks section.
   *
   * @return a copy, a list of tasks
   */
  public JsonNode tasks() {
    return section("tasks");
  }

  /**
   * The attributes section.
   *
   * @return a copy, a mapping with the keys {@code system} and {@code user}, or one, or none
   */
  public JsonNode attributes() {
    return section("attributes");
  }

  private JsonNode section(String key) {
    return tree.required(key).deepCopy();
  }

  /**
   * The version of the language that this jobspec is written in.
   *
   * @return 1 or more
   */
  public int version() {
    return tree.required("version").intValue();
  }

  /**
   * An attribute.
   *
   * @param key a dotted key: as it is if it starts with {@code attributes.}, below {@code
   *     attributes} if with {@code system.} or {@code user.}, else below {@code attributes.system}
   * @return a copy of the value, or nothing if it is absent or null
   */
  public Optional<JsonNode> attribute(String key) {
    return attributes.get(AttributeKey.of(key)).map(JsonNode::deepCopy);
  }

  /**
   * An option of the job shell, {@code attributes.system.shell.options.*}.
   *
   * @param option a dotted key
   * @return a copy of the value, or nothing if it is absent or null
   */
  public Optional<JsonNode> shellOption(String option) {
    return attributes.get(AttributeKey.shellOption(option)).map(JsonNode::deepCopy);
  }

  /**
   * The command of the first task.
   *
   * @return the program and its arguments, empty if there is no task
   */
  public List<String> command() {
    return tree.required("tasks")
        .path(0)
        .path("command")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  /**
   * The name of the job, if one is set; Flux otherwise shows that of the program.
   *
   * @return {@code attributes.system.job.name}
   */
  public Optional<String> name() {
    return attributes.text("job.name");
  }

  /**
   * The queue to submit to.
   *
   * @return {@code attributes.system.queue}
   */
  public Optional<String> queue() {
    return attributes.text("queue");
  }

  /**
   * The bank to charge.
   *
   * @return {@code attributes.system.bank}
   */
  public Optional<String> bank() {
    return attributes.text("bank");
  }

  /**
   * The working directory.
   *
   * @return {@code attributes.system.cwd}
   */
  public Optional<String> cwd() {
    return attributes.text("cwd");
  }

  /**
   * The time limit.
   *
   * @return {@code attributes.system.duration}, or nothing if it is absent or 0, which means no
   *     limit of its own; never more than a {@link Duration} holds
   */
  public Optional<Duration> duration() {
    return attributes.get(AttributeKey.of("duration")).flatMap(TimeLimit::read);
  }

  /**
   * The environment of the tasks.
   *
   * @return {@code attributes.system.environment}, unmodifiable, empty if there is none
   */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    attributes
        .get(AttributeKey.of("environment"))
        .ifPresent(
            node ->
                node.properties()
                    .forEach(
                        entry -> environment.put(entry.getKey(), entry.getValue().asString())));
    return Collections.unmodifiableMap(environment);
  }

  /**
   * The file that standard input is read from.
   *
   * @return a path, or nothing if it is not a file
   */
  public Optional<String> input() {
    return attributes.text(Stdio.INPUT.pathKey());
  }

  /**
   * The file that standard output is written to.
   *
   * @return a path or a template of one, or nothing if it is not a file
   */
  public Optional<String> output() {
    return attributes.text(Stdio.OUTPUT.pathKey());
  }

  /**
   * The file that standard error is written to, if not to that of standard output.
   *
   * @return a path or a template of one, or nothing
   */
  public Optional<String> error() {
    return attributes.text(Stdio.ERROR.pathKey());
  }

  /**
   * Whether output is passed on as it comes.
   *
   * @return true if neither standard output nor standard error is buffered
   */
  public boolean unbuffered() {
    return Stdio.isUnbuffered(attributes);
  }

  /**
   * Visits the resources, each before those listed in it.
   *
   * @return the resources with their counts multiplied out
   * @throws JobspecException if a count is a range, as RFC 14 allows from version 2
   */
  public List<ResourceVertex> resourceWalk() {
    return ResourceWalk.over(resources());
  }

  /**
   * How many resources of each type are asked for, units disregarded.
   *
   * @return count by type in the order of the walk, unmodifiable
   * @throws JobspecException if a count is a range, as RFC 14 allows from version 2, or the sum is
   *     more than a long holds
   */
  public Map<String, Long> resourceCounts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (ResourceVertex vertex : resourceWalk()) {
      counts.merge(vertex.type(), vertex.count(), ResourceWalk::sum);
    }
    return Collections.unmodifiableMap(counts);
  }

  /**
   * Starts a changed copy of this jobspec.
   *
   * @return a builder that has this jobspec's resources, tasks and attributes
   */
  public Builder toBuilder() {
    return new Builder((ObjectNode) toTree());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Jobspec that && tree.equals(that.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  /** Names the job, and keeps to itself the environment, which may hold secrets. */
  @Override
  public String toString() {
    return "Jobspec[" + name().orElseGet(() -> String.join(" ", command())) + "]";
  }

  /** Changes attributes of a jobspec. Its resources and tasks stay as they are. */
  public static final class Builder extends JobspecBuilder<Builder> {
    private final ObjectNode original;

    private Builder(ObjectNode original) {
      super((ObjectNode) original.required("attributes"));
      this.original = original;
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    JsonNode resources() {
      return original.required("resources");
    }

    @Override
    JsonNode tasks() {
      return original.required("tasks");
    }

    @Override
    int version() {
      return original.required("version").intValue();
    }
  }
}
