package org.fluxjvm.connector.embedded;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The rules of a jobspec of version 1 (RFC 25) that Flux's validator applies at ingest. */
final class JobspecCheck {
  private static final List<String> KEYS = List.of("version", "resources", "tasks", "attributes");

  private JobspecCheck() {}

  /** What is wrong with a jobspec. */
  static Optional<String> problem(JsonNode jobspec) {
    if (!jobspec.isObject()) {
      return Optional.of("a jobspec must be a JSON object");
    }
    return Stream.of(
            keys(jobspec),
            version(jobspec),
            resources(jobspec.path("resources")),
            tasks(jobspec.path("tasks")),
            attributes(jobspec.path("attributes")))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> keys(JsonNode jobspec) {
    Optional<String> missing = KEYS.stream().filter(key -> !jobspec.has(key)).findFirst();
    if (missing.isPresent()) {
      return missing.map(key -> "Missing key (" + key + ")");
    }
    return jobspec.propertyNames().stream()
        .filter(key -> !KEYS.contains(key))
        .findFirst()
        .map(key -> "Extraneous key (" + key + ")");
  }

  private static Optional<String> version(JsonNode jobspec) {
    return require(jobspec.path("version").asInt(-1) == 1, "version must be 1");
  }

  private static Optional<String> resources(JsonNode resources) {
    if (!resources.isArray() || resources.isEmpty()) {
      return Optional.of("resources must be a list that is not empty");
    }
    return resources.valueStream().map(JobspecCheck::vertex).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> vertex(JsonNode vertex) {
    String type = vertex.path("type").asString("");
    JsonNode count = vertex.path("count");
    return Stream.of(
            require(!type.isEmpty(), "each resource must have a type"),
            require(
                count.isIntegralNumber() && count.longValue() > 0,
                "resource count must be an integer above 0 for type '" + type + "'"),
            require(
                !type.equals("slot") || vertex.path("label").isString(),
                "a slot must have a label"),
            vertex.has("with") ? resources(vertex.path("with")) : Optional.<String>empty())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> tasks(JsonNode tasks) {
    if (!tasks.isArray() || tasks.isEmpty()) {
      return Optional.of("tasks must be a list that is not empty");
    }
    return tasks.valueStream().map(JobspecCheck::task).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> task(JsonNode task) {
    JsonNode command = task.path("command");
    JsonNode count = task.path("count");
    boolean counted =
        Set.of("per_slot", "total").stream().anyMatch(key -> count.path(key).asInt(0) > 0);
    return Stream.of(
            require(command.isArray(), "command must be a list of strings"),
            require(!command.isEmpty(), "command array cannot have length of zero"),
            require(
                command.valueStream().allMatch(JsonNode::isString),
                "command must be a list of strings"),
            require(task.path("slot").isString(), "each task must name its slot"),
            require(counted, "count per_slot or total must be set"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> attributes(JsonNode attributes) {
    JsonNode system = attributes.path("system");
    return Stream.of(
            require(system.isObject(), "attributes.system is a required key"),
            require(system.has("duration"), "attributes.system.duration is a required key"),
            require(
                system.path("duration").isNumber(), "attributes.system.duration must be a number"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> require(boolean holds, String rule) {
    return holds ? Optional.empty() : Optional.of(rule);
  }
}
