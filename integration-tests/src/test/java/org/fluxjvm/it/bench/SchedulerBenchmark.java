package org.fluxjvm.it.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fluxjvm.it.JavaProcess;

/** What firings cost in memory and time, beside those of Quartz alone. */
final class SchedulerBenchmark {
  private static final int IN_FLIGHT = 10_000;
  private static final int ROUNDS = 7;
  private static final int RAM_FIRINGS = 50_000;
  private static final int H2_FIRINGS = 3_000;
  private static final List<Integer> ONE_SHOTS = List.of(10_000, 30_000, 100_000);
  private static final List<String> OPTIONS = List.of("-Xmx2g", "-XX:+UseSerialGC");

  private final StringBuilder text = new StringBuilder();

  /** The section of the page. */
  String run() throws IOException {
    heap();
    rate();
    growth();
    return text.toString();
  }

  private void heap() throws IOException {
    double java = measure("heap-java", IN_FLIGHT) - measure("heap-java", 0);
    double flux = measure("heap-flux", IN_FLIGHT) - measure("heap-flux", 0);
    text.append(
        String.format(
            Locale.ROOT,
            """
            Each figure is of a process of its own, with `%s`.

            Heap of a firing in flight, %d of them in one RAM store and FluxThreadPool, after a
            garbage collection and less what a scheduler without firings has. The Java job waits for ever;
            the Flux job runs on a connector that answers at once and keeps nothing.

            | | Bytes per firing |
            |---|---|
            | Java job | %.0f |
            | Flux job | %.0f |
            | Flux job above the Java job | %.0f |

            """,
            String.join(" ", OPTIONS),
            IN_FLIGHT,
            java / IN_FLIGHT,
            flux / IN_FLIGHT,
            (flux - java) / IN_FLIGHT));
  }

  private void rate() throws IOException {
    text.append(
        String.format(
            Locale.ROOT,
            """
            Firings per second of Java jobs that do nothing, all due at the start, each of a job and a
            trigger of its own: Quartz' SimpleThreadPool with its 10 threads and FluxThreadPool, in turn,
            %d rounds. The figures are medians, and the ratio is that of the rounds' ratios.

            | Store | Firings | SimpleThreadPool | FluxThreadPool | Flux by Simple (lowest to highest) |
            |---|---|---|---|---|
            """,
            ROUNDS));
    rate("ram", "RAM", RAM_FIRINGS);
    rate("h2", "H2 file", H2_FIRINGS);
    text.append("\n");
  }

  private void rate(String store, String name, int firings) throws IOException {
    List<Double> simple = new ArrayList<>();
    List<Double> flux = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      simple.add(firings / measure("short", firings, "simple", store));
      flux.add(firings / measure("short", firings, "flux", store));
    }
    Figures ratio = new Figures(flux).by(new Figures(simple));
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.0f | %.0f | %.2f (%.2f to %.2f) |%n",
            name,
            firings,
            new Figures(simple).median(),
            new Figures(flux).median(),
            ratio.median(),
            ratio.min(),
            ratio.max()));
  }

  private void growth() throws IOException {
    text.append(
        String.format(
            Locale.ROOT,
            """
            One-shot firings through FluxThreadPool, on a RAM store, all due at the start: of Java jobs
            that do nothing, and of Java jobs that wait for a second, up to 10000 of them at once.

            | Firings | Nothing: seconds | µs per firing | A second: seconds | µs per firing |
            |---|---|---|---|---|
            """));
    for (int firings : ONE_SHOTS) {
      double nothing = measure("short", firings, "flux", "ram");
      double second = measure("second", firings, "flux", "ram");
      text.append(
          String.format(
              Locale.ROOT,
              "| %d | %.1f | %.0f | %.1f | %.0f |%n",
              firings,
              nothing,
              nothing / firings * 1e6,
              second,
              second / firings * 1e6));
    }
  }

  private static double measure(String what, int firings, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(what, Integer.toString(firings)));
    arguments.addAll(List.of(more));
    Process process =
        new ProcessBuilder(JavaProcess.command(OPTIONS, FiringsProgram.class.getName(), arguments))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader answer = process.inputReader()) {
      String figure = answer.readLine();
      if (figure == null) {
        throw new IOException("no figure of: " + arguments);
      }
      return Double.parseDouble(figure);
    }
  }
}
