package org.fluxjvm.it.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.stream.Stream;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.connector.ClientObserver;
import org.fluxjvm.executor.FluxExecutor;
import org.fluxjvm.executor.FluxFuture;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.metrics.FluxInstanceMetrics;
import tools.jackson.databind.JsonNode;

/** What it costs to poll an instance that holds very many jobs. */
final class PollingBenchmark {
  private static final int JOBS = Integer.getInteger("bench.inactive", 100_000);
  private static final int AT_ONCE = 1_000;

  /** More often than by default, so that a poll stands out from what the processes do anyhow. */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final Duration DEFAULT = Duration.ofSeconds(15);
  private static final int POLLS = 120;
  private static final int WARM_UP = 30;

  /** The CPU that this process and the broker have used, in seconds. */
  private record Used(double client, double broker) {
    static Used by(Flux flux) {
      JsonNode broker = flux.rpc("broker.rusage");
      return new Used(
          CpuClock.nanos() / 1e9,
          broker.path("utime").doubleValue() + broker.path("stime").doubleValue());
    }

    /** What was used in a time. */
    static Used during(Flux flux, Duration time) throws InterruptedException {
      Used before = by(flux);
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
      Used after = by(flux);
      return new Used(after.client - before.client, after.broker - before.broker);
    }
  }

  /** The slowest answer that a handle was given. */
  private static final class Slowest implements ClientObserver {
    private final LongAccumulator nanos = new LongAccumulator(Long::max, 0);

    @Override
    public void onAnswer(String topic, long took) {
      nanos.accumulate(took);
    }

    double millis() {
      return nanos.get() / 1e6;
    }
  }

  /** The section of the page. */
  String run() throws Exception {
    StringBuilder table = new StringBuilder();
    // One of its own, which keeps all jobs.
    try (FluxInstance instance = FluxInstance.builder().cores(256).start();
        Flux flux = instance.open()) {
      table.append(row(instance, flux, 0));
      fill(instance.uri());
      awaitQuiet(flux);
      table.append(row(instance, flux, JOBS));
    }
    return String.format(
        Locale.ROOT,
        """
        An instance of one broker that keeps all its jobs, and FluxInstanceMetrics in a JVM that does
        nothing else. It polls %d times, once a second; what client and broker use in as long a time
        without it is taken off. The share is that of one core at the default interval of %d s, client
        and broker together.

        | Inactive jobs | CPU of a poll, ms: client | Broker | Share of a core, %% | Slowest answer, ms |
        |---|---|---|---|---|
        %s\
        """,
        POLLS,
        DEFAULT.toSeconds(),
        table);
  }

  private static String row(FluxInstance instance, Flux flux, int jobs) throws Exception {
    long inactive = flux.jobs().stats().all().inactive();
    if (inactive != jobs) {
      throw new IOException("the instance holds " + inactive + " jobs, not " + jobs);
    }
    Duration time = INTERVAL.multipliedBy(POLLS);
    Used idle = Used.during(flux, time);
    Slowest slowest = new Slowest();
    Used polled;
    try (Flux observed = Flux.builder().uri(instance.uri()).observer(slowest).open();
        FluxInstanceMetrics metrics =
            FluxInstanceMetrics.builder(observed).interval(INTERVAL).build()) {
      metrics.bindTo(new SimpleMeterRegistry());
      TimeUnit.NANOSECONDS.sleep(INTERVAL.multipliedBy(WARM_UP).toNanos());
      polled = Used.during(flux, time);
      if (!metrics.isUp()) {
        throw new IOException("the instance does not answer");
      }
    }
    double client = (polled.client() - idle.client()) / POLLS;
    double broker = (polled.broker() - idle.broker()) / POLLS;
    return String.format(
        Locale.ROOT,
        "| %d | %.2f | %.2f | %.3f | %.1f |%n",
        jobs,
        1000 * client,
        1000 * broker,
        100 * (client + broker) / DEFAULT.toSeconds(),
        slowest.millis());
  }

  /** The broker still has to do after the last job. */
  private static void awaitQuiet(Flux flux) throws Exception {
    for (int i = 0; i < 60; i++) {
      if (Used.during(flux, Duration.ofSeconds(5)).broker() < 0.05) {
        return;
      }
    }
    throw new IOException("the broker does not come to rest");
  }

  private static void fill(String uri) throws Exception {
    Jobspec jobspec = JavaClient.jobspec();
    try (FluxExecutor executor = FluxExecutor.builder().uri(uri).open()) {
      for (int jobs = 0; jobs < JOBS; jobs += AT_ONCE) {
        List<FluxFuture> futures =
            Stream.generate(() -> executor.submit(jobspec)).limit(AT_ONCE).toList();
        for (FluxFuture future : futures) {
          if (future.get() != 0) {
            throw new IOException("job " + future.jobId() + " failed");
          }
        }
      }
    }
  }
}
