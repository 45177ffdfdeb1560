package org.fluxjvm.job;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rules of RFC 14, for every version of a jobspec. */
final class JobspecRules {
  private static final Set<String> TOP_LEVEL =
      new TreeSet<>(Set.of("attributes", "resources", "tasks", "version"));
  private static final Set<String> ATTRIBUTES = new TreeSet<>(Set.of("system", "user"));
  private static final Set<String> TASK_COUNTS =
      new TreeSet<>(Set.of("per_resource", "per_slot", "total"));

  private JobspecRules() {}

  static void check(Element root) {
    root.onlyKeys(TOP_LEVEL);
    Element resources = root.required("resources");
    Element tasks = root.required("tasks");
    Element attributes = root.required("attributes");
    int version = version(root.required("version"));
    resources.items().forEach(ResourceRules::check);
    tasks.items().forEach(JobspecRules::checkTask);
    attributes.onlyKeys(ATTRIBUTES);
    attributes.optional("user").ifPresent(Element::mapping);
    attributes.optional("system").ifPresent(SystemRules::check);
    if (version == 1) {
      JobspecV1Rules.check(root);
    }
  }

  private static int version(Element version) {
    long number = version.integer(1);
    if (number > Integer.MAX_VALUE) {
      throw version.fail("must be at most " + Integer.MAX_VALUE + ", got " + number);
    }
    return (int) number;
  }

  private static void checkTask(Element task) {
    task.mapping();
    checkCommand(task.required("command"));
    task.required("slot").string();
    checkTaskCount(task.required("count"));
    task.optional("attributes").ifPresent(Element::mapping);
  }

  private static void checkCommand(Element command) {
    List<Element> words = command.items();
    if (words.isEmpty()) {
      throw command.fail("must have at least one string, got an empty list");
    }
    words.forEach(Element::string);
  }

  private static void checkTaskCount(Element count) {
    count.onlyKeys(TASK_COUNTS);
    if (count.node().size() != 1) {
      throw count.fail(
          "must have exactly one of per_resource, per_slot and total, got "
              + count.node().propertyNames());
    }
    count.optional("total").ifPresent(total -> total.integer(1));
    count.optional("per_slot").ifPresent(perSlot -> perSlot.integer(1));
  }
}
