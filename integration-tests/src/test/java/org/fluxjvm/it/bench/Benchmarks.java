package org.fluxjvm.it.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;

/** Runs the benchmarks, each on a real instance of its own, and writes their page. */
public final class Benchmarks {
  private static final Pattern COMMA = Pattern.compile(",");

  private enum Part {
    CLIENTS("Beside Python"),
    MICRO("Steps"),
    MEMORY("Memory"),
    SCHEDULER("Scheduler"),
    POLLING("Polling");

    private final String title;

    Part(String title) {
      this.title = title;
    }

    static Part named(String name) {
      return valueOf(name.strip().toUpperCase(Locale.ROOT));
    }

    String run(FluxInstance instance, Path directory) throws Exception {
      return switch (this) {
        case CLIENTS -> new ClientsBenchmark().run(instance.uri(), directory);
        case MICRO -> new MicroBenchmarks().run(instance.uri());
        case MEMORY -> new MemoryBenchmark().run(instance.uri());
        case SCHEDULER -> new SchedulerBenchmark().run();
        case POLLING -> new PollingBenchmark().run();
      };
    }
  }

  private Benchmarks() {}

  /**
   * Runs some of the parts.
   *
   * @param args the page to write, and the names of the parts with commas between them
   */
  public static void main(String[] args) throws Exception {
    BenchmarksPage page = new BenchmarksPage(Path.of(args[0]));
    List<Part> parts = COMMA.splitAsStream(args[1]).map(Part::named).toList();
    Path directory = Files.createTempDirectory("flux-bench");
    for (Part part : parts) {
      try (FluxInstance instance =
          FluxInstance.builder()
              .cores(256)
              // A full instance makes the broker slow, and with it whatever is measured.
              .config("[job-manager]\ninactive-num-limit = 1000\n")
              .start()) {
        page.write(part.title, part.run(instance, directory) + "\n" + circumstances(instance));
      }
    }
  }

  private static String circumstances(FluxInstance instance) throws Exception {
    try (Flux flux = instance.open()) {
      return LocalDate.now(ZoneOffset.UTC) + ", " + Machine.describe(flux);
    }
  }
}
