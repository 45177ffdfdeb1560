package org.fluxjvm.connector.embedded;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Jobspecs for tests. */
final class Specs {
  private Specs() {}

  static ObjectNode sh(String script) {
    return command(List.of("sh", "-c", script));
  }

  static ObjectNode command(List<String> command) {
    ObjectNode spec = slots(1, 1, command);
    return spec;
  }

  static ObjectNode slots(int slots, int cores, List<String> command) {
    ObjectNode spec = Json.object();
    ObjectNode slot = spec.putArray("resources").addObject();
    slot.put("type", "slot").put("count", slots);
    slot.putArray("with").addObject().put("type", "core").put("count", cores);
    slot.put("label", "task");
    ObjectNode task = spec.putArray("tasks").addObject();
    ArrayNode words = task.putArray("command");
    command.forEach(words::add);
    task.put("slot", "task").putObject("count").put("per_slot", 1);
    ObjectNode system = spec.putObject("attributes").putObject("system");
    system.put("duration", 0).put("cwd", "/tmp");
    system.putObject("environment").put("PATH", "/usr/bin:/bin");
    spec.put("version", 1);
    return spec;
  }

  static ObjectNode simulated(String duration) {
    ObjectNode spec = command(List.of("true"));
    system(spec).putObject("exec").putObject("test").put("run_duration", duration);
    return spec;
  }

  static ObjectNode system(ObjectNode spec) {
    return (ObjectNode) spec.path("attributes").path("system");
  }

  static ObjectNode shellOptions(ObjectNode spec) {
    return system(spec).putObject("shell").putObject("options");
  }
}
