package org.fluxjvm.it.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a jobspec costs before it is submitted. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JobspecEncoding {
  private final Jobspec template = JavaClient.jobspec();

  /** From its parts to JSON. */
  @Benchmark
  public String built() {
    return JobspecV1.fromCommand(List.of("true"))
        .environment(Map.of())
        .cwd("/tmp")
        .build()
        .toJson();
  }

  /** From another one, with one attribute changed. */
  @Benchmark
  public String changed() {
    return template.toBuilder().setAttribute("user.key", "value").build().toJson();
  }
}
