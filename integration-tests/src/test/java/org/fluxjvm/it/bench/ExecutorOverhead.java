package org.fluxjvm.it.bench;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.executor.FluxExecutor;
import org.fluxjvm.job.Jobspec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A job's whole life in a FluxExecutor, without libflux-core, signing and the broker. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExecutorOverhead {
  private final FluxExecutor executor = FluxExecutor.builder().uri("replay:").open();
  private final Jobspec jobspec = JavaClient.jobspec();

  /** Submits a job, whose events come at once, and takes its exit code. */
  @Benchmark
  public int job() throws ExecutionException, InterruptedException {
    return executor.submit(jobspec).get();
  }

  /** Gives the handle back. */
  @TearDown
  public void close() {
    executor.close();
  }
}
