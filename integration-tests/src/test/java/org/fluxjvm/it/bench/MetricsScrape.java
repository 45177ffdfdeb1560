package org.fluxjvm.it.bench;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.quartz.SchedulerException;

/** What Prometheus waits for. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MetricsScrape {
  /** One run of each schedule is under way. */
  @State(Scope.Benchmark)
  public static class Few extends Metered {
    /** Starts the scheduler. */
    public Few() {
      super(MeteredScheduler.SCHEDULES);
    }
  }

  /** Fifty runs of each schedule are under way. */
  @State(Scope.Benchmark)
  public static class Many extends Metered {
    /** Starts the scheduler. */
    public Many() {
      super(50 * MeteredScheduler.SCHEDULES);
    }
  }

  /** A scheduler that is metered. */
  public abstract static class Metered {
    private final int runs;
    private @Nullable MeteredScheduler scheduler;

    Metered(int runs) {
      this.runs = runs;
    }

    byte[] scrape() throws IOException {
      return Objects.requireNonNull(scheduler).scrape();
    }

    /** Starts the scheduler. */
    @Setup
    public void start() throws SchedulerException {
      scheduler = MeteredScheduler.start(runs);
    }

    /** Ends it. */
    @TearDown
    public void close() throws SchedulerException {
      Objects.requireNonNull(scheduler).close();
    }
  }

  /** 200 schedules in 20 queues. */
  @Benchmark
  public byte[] schedules(Few metered) throws IOException {
    return metered.scrape();
  }

  /** The same with 10,000 runs. */
  @Benchmark
  public byte[] runs(Many metered) throws IOException {
    return metered.scrape();
  }
}
