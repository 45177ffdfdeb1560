package org.fluxjvm.it.bench;

import static org.fluxjvm.it.bench.Submission.JOBS;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.job.SubmitOutcome;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Submissions to a real instance, many under way; an operation is a job. The time is the broker's,
 * what is allocated is the client's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(JOBS)
public class Submission {
  static final int JOBS = 100;

  /** The system property that names the instance. */
  static final String URI = "bench.uri";

  private final Flux flux = Flux.open(System.getProperty(URI));
  private final List<Jobspec> jobspecs = Collections.nCopies(JOBS, JavaClient.jobspec());

  /** From the jobspec to the job's id. */
  @Benchmark
  public List<SubmitOutcome> submitAll() {
    return flux.jobs().submitAll(jobspecs, SubmitOptions.DEFAULT);
  }

  /** Gives the handle back. */
  @TearDown
  public void close() {
    flux.close();
  }
}
