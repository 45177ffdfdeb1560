package org.fluxjvm.it.bench;

import static org.fluxjvm.it.bench.ReplayConnector.LIFE;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.ResponseHandler;
import org.fluxjvm.executor.FluxExecutor;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.metrics.FluxClientMetrics;
import org.fluxjvm.metrics.FluxJobMetrics;
import org.fluxjvm.metrics.FluxPrometheusRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What metrics add to the life of a job. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MetricsOverhead {
  private static final ResponseHandler NOBODY =
      new ResponseHandler() {
        @Override
        public void onResponse(MemorySegment payload) {}

        @Override
        public void onError(FluxException error) {}
      };

  private final PrometheusMeterRegistry registry = FluxPrometheusRegistry.create();
  private final FluxClientMetrics client = FluxClientMetrics.create();
  private final Flux counted = Flux.builder().uri("replay:").callbackExecutor(Runnable::run).open();
  private final FluxJobMetrics jobs = FluxJobMetrics.of(counted);
  private final FluxExecutor observed =
      FluxExecutor.builder().handle(Flux.builder().uri("replay:").observer(client).open()).open();
  private final Jobspec jobspec = JavaClient.jobspec();

  /** Begins the journal, which another thread does. */
  @Setup
  public void bind() {
    client.bindTo(registry);
    jobs.bindTo(registry);
    while (journal(registry) != 1) {
      Thread.onSpinWait();
    }
  }

  private static double journal(MeterRegistry registry) {
    return registry.get("flux.job.journal").tag("outcome", "success").gauge().value();
  }

  /** Reads all events of a job out of the journal, and counts them. */
  @Benchmark
  public void counted() {
    counted.rpc(LIFE, NOBODY);
  }

  /** The same job as that of {@link ExecutorOverhead}, on a handle that is metered. */
  @Benchmark
  public int observed() throws ExecutionException, InterruptedException {
    return observed.submit(jobspec).get();
  }

  /** Gives the handles back. */
  @TearDown
  public void close() {
    jobs.close();
    client.close();
    counted.close();
    observed.close();
  }
}
