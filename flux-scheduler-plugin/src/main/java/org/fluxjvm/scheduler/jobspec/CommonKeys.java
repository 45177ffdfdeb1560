package org.fluxjvm.scheduler.jobspec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.fluxjvm.job.JobspecBuilder;
import tools.jackson.databind.JsonNode;

/** The keys that every kind of jobspec can be given. */
final class CommonKeys {
  private static final Map<String, BiConsumer<JobspecBuilder<?>, KeyText>> SETTERS =
      Map.ofEntries(
          Map.entry("duration", (builder, value) -> builder.duration(value.text())),
          Map.entry("name", (builder, value) -> builder.name(value.text())),
          Map.entry("queue", (builder, value) -> builder.queue(value.text())),
          Map.entry("bank", (builder, value) -> builder.bank(value.text())),
          Map.entry("dependencies", (builder, value) -> value.words().forEach(builder::dependency)),
          Map.entry("requires", (builder, value) -> builder.requires(value.text())),
          Map.entry("signal", (builder, value) -> builder.signal(value.text())),
          Map.entry("cwd", (builder, value) -> builder.cwd(value.text())),
          Map.entry("environment", (builder, value) -> builder.environment(value.texts())),
          Map.entry(
              "environmentRules", (builder, value) -> builder.environmentRules(value.words())),
          Map.entry("envExpand", (builder, value) -> builder.envExpand(value.texts())),
          Map.entry("rlimits", (builder, value) -> builder.rlimits(numbers(value))),
          Map.entry("rlimitRules", (builder, value) -> builder.rlimitRules(value.words())),
          Map.entry("input", (builder, value) -> builder.input(value.text())),
          Map.entry("output", (builder, value) -> builder.output(value.text())),
          Map.entry("error", (builder, value) -> builder.error(value.text())),
          Map.entry("labelIo", (builder, value) -> builder.labelIo(value.truth())),
          Map.entry("unbuffered", (builder, value) -> builder.unbuffered(value.truth())),
          Map.entry("taskmap", (builder, value) -> builder.taskmap(value.text())));

  private static final Map<String, Named> PREFIXES = prefixes();

  private interface Named {
    void set(JobspecBuilder<?> builder, String name, KeyText value);
  }

  private CommonKeys() {}

  private static Map<String, Named> prefixes() {
    Map<String, Named> prefixes = new LinkedHashMap<>();
    prefixes.put("attribute.", (builder, name, value) -> builder.setAttribute(name, value.json()));
    prefixes.put(
        "shellOption.", (builder, name, value) -> builder.setShellOption(name, value.json()));
    prefixes.put("file.", (builder, name, value) -> builder.addFile(name, value.text()));
    return prefixes;
  }

  /** Sets what a key says; false if it is none of these. */
  static boolean set(JobspecBuilder<?> builder, String key, KeyText value) {
    BiConsumer<JobspecBuilder<?>, KeyText> setter = SETTERS.get(key);
    if (setter != null) {
      setter.accept(builder, value);
      return true;
    }
    for (var prefix : PREFIXES.entrySet()) {
      if (key.startsWith(prefix.getKey())) {
        prefix.getValue().set(builder, key.substring(prefix.getKey().length()), value);
        return true;
      }
    }
    return false;
  }

  private static Map<String, Number> numbers(KeyText value) {
    return value.mapping().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> number(entry.getValue(), value)));
  }

  private static Number number(JsonNode node, KeyText value) {
    if (!node.isIntegralNumber()) {
      throw value.wrong("a JSON object of integers");
    }
    return node.longValue();
  }
}
