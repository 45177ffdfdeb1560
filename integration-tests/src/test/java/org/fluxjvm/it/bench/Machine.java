package org.fluxjvm.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.fluxjvm.Flux;

/** What the figures were measured on. */
final class Machine {
  private Machine() {}

  /** One line of prose. */
  static String describe(Flux flux) throws IOException {
    return String.format(
        Locale.ROOT,
        "%s, %d processors, %d GB; Linux %s; %s %s; flux-core %s.",
        value(Path.of("/proc/cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(value(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", ""))
            / 1_000_000,
        System.getProperty("os.version"),
        System.getProperty("java.vm.name"),
        System.getProperty("java.version"),
        flux.attribute("version"));
  }

  private static String value(Path file, String key) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }
}
