package org.fluxjvm.it.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Whether a client that has run very many jobs holds more memory than one that has run many. */
final class MemoryBenchmark {
  private static final int STEP = 10_000;
  private static final int STEPS = 5;
  private static final int AT_ONCE = 1_000;
  private static final List<String> OPTIONS = List.of("-Xmx64m", "-XX:+UseSerialGC");

  /** The section of the page. */
  String run(String uri) throws IOException {
    StringBuilder table = new StringBuilder("| Jobs | Resident memory, MB |\n|---|---|\n");
    try (ClientProcess java = ClientProcess.java(uri, OPTIONS)) {
      for (int step = 1; step <= STEPS; step++) {
        for (int jobs = 0; jobs < STEP; jobs += AT_ONCE) {
          java.run("endurance", AT_ONCE);
        }
        table.append(
            String.format(
                Locale.ROOT, "| %d | %.0f |%n", step * STEP, java.residentKilobytes() / 1e3));
      }
    }
    return String.format(
        """
        One Java client with `%s`, which runs all jobs in one FluxExecutor, %d at a time.

        %s\
        """,
        String.join(" ", OPTIONS), AT_ONCE, table);
  }
}
