package org.fluxjvm.scheduler;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import org.fluxjvm.metrics.DocumentedMeters;

/**
 * Meters of the runs of one executor: how they are submitted, wait, run and end. {@link RunMeter}
 * lists them.
 *
 * <p>They are made of what the executor tells, as it happens: a scrape looks at no run, and asks
 * nobody. Each run is counted by the scheduler that brings it to its end, and the times of a job
 * when that is over, so that those of a run which outlives its scheduler are counted once.
 *
 * <p>All methods are safe from any thread.
 */
public final class RunMetrics implements MeterBinder, AutoCloseable {
  private final RunExecutor executor;
  private final DocumentedMeters meters;
  private final RunTally tally;
  private final Object lock = new Object();
  private boolean begun;
  private boolean closed;

  private RunMetrics(Builder settings) {
    this.executor = settings.executor;
    this.meters = new DocumentedMeters(settings.prefix, settings.tags);
    this.tally = new RunTally(new RunMeters(settings.scheduler, meters), settings.clock);
  }

  /**
   * Meters with the default settings.
   *
   * @param executor whose runs are metered
   * @param scheduler the name of the scheduler, which tells its meters from those of others
   * @return a binder
   */
  public static RunMetrics of(RunExecutor executor, String scheduler) {
    return builder(executor, scheduler).build();
  }

  /**
   * Meters with other than the default settings.
   *
   * @param executor whose runs are metered
   * @param scheduler the name of the scheduler, which tells its meters from those of others
   * @return a builder
   */
  public static Builder builder(RunExecutor executor, String scheduler) {
    return new Builder(executor, scheduler);
  }

  /**
   * Registers the meters, and starts to listen if this is the first registry. Runs that are under
   * way then are known, and counted when they end.
   *
   * @param registry where they go; more than one may be bound
   * @throws IllegalStateException after {@link #close}
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("these meters are closed: make another binder");
      }
      meters.bind(registry);
      if (!begun) {
        begun = true;
        executor.addListener(tally);
        tally.join(executor::active);
      }
    }
  }

  /** Stops listening, and removes all meters from the registries. A second call does nothing. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      executor.removeListener(tally);
      tally.close();
    }
  }

  /** Settings of the meters. */
  public static final class Builder {
    private final RunExecutor executor;
    private final String scheduler;
    private String prefix = "";
    private Tags tags = Tags.empty();
    private InstantSource clock = InstantSource.system();

    private Builder(RunExecutor executor, String scheduler) {
      this.executor = executor;
      this.scheduler = scheduler;
    }

    /**
     * Puts a word before all names: {@code hpc} makes {@code hpc.quartz.flux.run.wait} of {@code
     * quartz.flux.run.wait}.
     *
     * @param value the word, empty by default
     * @return this builder
     */
    public Builder prefix(String value) {
      this.prefix = value;
      return this;
    }

    /**
     * Gives tags to all meters. A tag that a meter has by itself wins.
     *
     * @param value the tags, none by default
     * @return this builder
     */
    public Builder tags(Iterable<Tag> value) {
      this.tags = Tags.of(value);
      return this;
    }

    /**
     * Sets the clock that tells the age of runs.
     *
     * @param value a clock, the system's by default
     * @return this builder
     */
    public Builder clock(InstantSource value) {
      this.clock = value;
      return this;
    }

    /**
     * Makes the binder. It does not listen before {@link RunMetrics#bindTo}.
     *
     * @return a binder
     */
    public RunMetrics build() {
      return new RunMetrics(this);
    }
  }
}
