package org.fluxjvm.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the environment of a job of that of a process, rule by rule. */
final class EnvironmentRules {
  private static final String ARGUMENT = "environmentRules";
  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:(?<escaped>\\$)|(?<name>\\w+)|\\{(?<braced>\\w+)}|(?<bad>))");
  private static final int DEEPEST = 10;

  private final Map<String, String> process;
  private final Map<String, String> environment;
  private final Map<String, String> templates = new LinkedHashMap<>();

  private EnvironmentRules(Map<String, String> process) {
    this.process = process;
    this.environment = new HashMap<>(process);
  }

  static EnvironmentRules apply(List<String> rules, Map<String, String> process) {
    EnvironmentRules result = new EnvironmentRules(process);
    rules.forEach(rule -> result.apply(rule, 0));
    return result;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** What the job shell is to expand. */
  Map<String, String> templates() {
    return templates;
  }

  private void apply(String rule, int depth) {
    int equals = rule.indexOf('=');
    if (rule.startsWith("-")) {
      environment.keySet().removeIf(NamePattern.of(ARGUMENT, rule.substring(1)));
    } else if (rule.startsWith("^")) {
      read(rule, depth);
    } else if (equals < 0) {
      Predicate<String> wanted = NamePattern.of(ARGUMENT, rule);
      process.forEach(
          (name, value) -> {
            if (wanted.test(name)) {
              environment.putIfAbsent(name, value);
            }
          });
    } else {
      set(rule, rule.substring(0, equals), rule.substring(equals + 1));
    }
  }

  private void read(String rule, int depth) {
    if (depth == DEEPEST) {
      throw new JobspecException(ARGUMENT, "are nested too deep at '" + rule + "'");
    }
    try {
      for (String line : Files.readAllLines(Path.of(rule.substring(1)))) {
        apply(line.strip(), depth + 1);
      }
    } catch (IOException e) {
      throw new JobspecException(ARGUMENT, "'" + rule + "' cannot be read: " + e, e);
    }
  }

  private void set(String rule, String name, String value) {
    if (value.contains("{{")) {
      templates.put(name, value);
    } else {
      environment.put(
          name,
          REFERENCE.matcher(value).replaceAll(m -> Matcher.quoteReplacement(resolve(rule, m))));
    }
  }

  private String resolve(String rule, MatchResult reference) {
    if (reference.group("escaped") != null) {
      return "$";
    }
    if (reference.group("bad") != null) {
      throw new JobspecException(ARGUMENT, "'" + rule + "' has a $ without a name; write $$");
    }
    String name = reference.group("name");
    String wanted = name == null ? reference.group("braced") : name;
    String value = environment.getOrDefault(wanted, process.get(wanted));
    if (value == null) {
      throw new JobspecException(
          ARGUMENT, "'" + rule + "' names $" + wanted + ", which is not set");
    }
    return value;
  }
}
