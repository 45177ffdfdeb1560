package org.fluxjvm.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Makes the resource limits of a job of those of a process, rule by rule. */
final class LimitRules {
  private static final String ARGUMENT = "rlimitRules";
  private static final long UNLIMITED = -1;
  private static final Set<String> INFINITY = Set.of("unlimited", "infinity", "inf");
  private static final List<String> NOT_BY_DEFAULT =
      List.of("memlock", "ofile", "msgqueue", "nice", "rtprio", "rttime", "sigpending");

  private final Map<String, Long> process;
  private final Map<String, Long> limits;

  private LimitRules(Map<String, Long> process) {
    this.process = process;
    this.limits = new LinkedHashMap<>(process);
    limits.keySet().removeAll(NOT_BY_DEFAULT);
  }

  static Map<String, Long> apply(List<String> rules, Map<String, Long> process) {
    LimitRules result = new LimitRules(process);
    for (String several : rules) {
      List.of(several.split(",", -1)).forEach(rule -> result.apply(rule.toLowerCase(Locale.ROOT)));
    }
    return result.limits;
  }

  private void apply(String rule) {
    int equals = rule.indexOf('=');
    if (rule.startsWith("-")) {
      limits.keySet().removeIf(NamePattern.of(ARGUMENT, rule.substring(1)));
    } else if (equals < 0) {
      take(rule);
    } else {
      limits.put(known(rule.substring(0, equals)), value(rule, rule.substring(equals + 1)));
    }
  }

  private void take(String pattern) {
    Predicate<String> wanted = NamePattern.of(ARGUMENT, pattern);
    Map<String, Long> found = new LinkedHashMap<>(process);
    found.keySet().removeIf(wanted.negate());
    if (found.isEmpty()) {
      throw unknown(pattern);
    }
    limits.putAll(found);
  }

  private String known(String name) {
    if (!process.containsKey(name)) {
      throw unknown(name);
    }
    return name;
  }

  private JobspecException unknown(String name) {
    return new JobspecException(
        ARGUMENT, "'" + name + "' is no resource limit; there are " + process.keySet());
  }

  private static long value(String rule, String text) {
    if (INFINITY.contains(text)) {
      return UNLIMITED;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new JobspecException(
          ARGUMENT, "'" + rule + "' must have a number or 'unlimited' for its value", e);
    }
  }
}
