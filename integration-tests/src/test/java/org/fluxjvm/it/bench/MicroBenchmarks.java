package org.fluxjvm.it.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What single steps of the client cost in time and garbage, by JMH. */
final class MicroBenchmarks {
  private record Row(String what, Class<?> benchmark, String method) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("A journal event, decoded", JournalDecoding.class, "event"),
          new Row("… and its context parsed", JournalDecoding.class, "eventAndContext"),
          new Row("A jobspec, built and encoded", JobspecEncoding.class, "built"),
          new Row("… changed in one attribute and encoded", JobspecEncoding.class, "changed"),
          new Row("A job in FluxExecutor, without libflux-core", ExecutorOverhead.class, "job"),
          new Row("… on a handle with FluxClientMetrics", MetricsOverhead.class, "observed"),
          new Row("A job's events in FluxJobMetrics", MetricsOverhead.class, "counted"),
          new Row("A scrape of 200 schedules in 20 queues", MetricsScrape.class, "schedules"),
          new Row("… with 10,000 runs under way", MetricsScrape.class, "runs"),
          new Row("A submission to the broker, 100 under way", Submission.class, "submitAll"));

  /** The section of the page. */
  String run(String uri) throws RunnerException {
    StringBuilder table = new StringBuilder("| | ns | ± | bytes allocated |\n|---|---|---|---|\n");
    for (Row row : ROWS) {
      RunResult result = run(row, uri).iterator().next();
      Result<?> time = result.getPrimaryResult();
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.4g | %.2g | %.0f |%n",
              row.what(),
              time.getScore(),
              time.getScoreError(),
              result.getSecondaryResults().values().stream()
                  .filter(other -> other.getLabel().endsWith("gc.alloc.rate.norm"))
                  .mapToDouble(secondary -> secondary.getScore())
                  .findFirst()
                  .orElseThrow()));
    }
    return """
    JMH, average time of an operation with its 99.9 % interval, and what all threads allocate for it.
    All but the last run without Flux, on the recorded journal of a job in native memory. The last is
    as fast as the broker. A scrape is of all meters of the program, in the format that Prometheus asks
    for.

    """
        + table;
  }

  private static Collection<RunResult> run(Row row, String uri) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(row.benchmark().getName() + "." + row.method() + "$")
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend("--enable-native-access=ALL-UNNAMED", "-D" + Submission.URI + "=" + uri)
            .warmupIterations(5)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(2))
            .forks(2)
            .shouldFailOnError(true);
    return new Runner(options.build()).run();
  }
}
