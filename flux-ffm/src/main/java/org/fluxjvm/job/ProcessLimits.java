package org.fluxjvm.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The soft limits of this process (getrlimit(2)), as Linux shows them. */
final class ProcessLimits {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern LINE = Pattern.compile("Max (.+?) {2,}(unlimited|\\d+)\\s.*");
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("cpu time", "cpu"),
          Map.entry("file size", "fsize"),
          Map.entry("data size", "data"),
          Map.entry("stack size", "stack"),
          Map.entry("core file size", "core"),
          Map.entry("resident set", "rss"),
          Map.entry("processes", "nproc"),
          Map.entry("open files", "nofile"),
          Map.entry("locked memory", "memlock"),
          Map.entry("address space", "as"),
          Map.entry("pending signals", "sigpending"),
          Map.entry("msgqueue size", "msgqueue"),
          Map.entry("nice priority", "nice"),
          Map.entry("realtime priority", "rtprio"),
          Map.entry("realtime timeout", "rttime"));

  private ProcessLimits() {}

  /** Limit by lower-case name, -1 for none. */
  static Map<String, Long> read() {
    Map<String, Long> limits = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(LIMITS)) {
        Matcher limit = LINE.matcher(line);
        if (limit.matches() && NAMES.containsKey(limit.group(1))) {
          String value = limit.group(2);
          limits.put(
              NAMES.get(limit.group(1)), value.equals("unlimited") ? -1 : Long.parseLong(value));
        }
      }
      if (limits.containsKey("nofile")) {
        limits.put("ofile", limits.get("nofile"));
      }
    } catch (IOException e) {
      throw new JobspecException("rlimitRules", "need " + LIMITS + ", which Linux has", e);
    }
    return limits;
  }
}
