package org.fluxjvm.it.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Runs the benchmarks and writes their page. */
public final class Benchmarks {
  private static final Pattern COMMA = Pattern.compile(",");

  private enum Part {
    CLIENTS,
    MICRO,
    MEMORY
  }

  private Benchmarks() {}

  /**
   * Runs some of the parts.
   *
   * @param args the page to write, and the names of the parts with commas between them
   */
  public static void main(String[] args) throws Exception {
    BenchmarksPage page = new BenchmarksPage(Path.of(args[0]));
    for (String name : COMMA.splitAsStream(args[1]).toList()) {
      run(Part.valueOf(name.toUpperCase(Locale.ROOT)), page);
    }
  }

  private static void run(Part part, BenchmarksPage page) throws Exception {
    Path directory = Files.createTempDirectory("flux-bench");
    switch (part) {
      case CLIENTS ->
          page.write("Clients", new ClientsBenchmark().run(System.getenv("FLUX_URI"), directory));
      case MICRO -> page.write("Steps", new MicroBenchmarks().run());
      case MEMORY -> throw new IllegalArgumentException();
    }
  }
}
