package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Meters of a Flux instance: its resources, jobs, queues, job-manager, scheduler, tree of brokers
 * and content store. {@link InstanceMeter} lists them.
 *
 * <p>Flux is polled in the background, from the first {@link #bindTo} on, and a scrape reads the
 * last answer: it costs no request and does not wait. Each poll stands alone. When the user may not
 * ask something, or the instance does not have it, or does not answer, the meters of that poll are
 * absent until it succeeds again, and {@link InstanceMeter#POLL} says why.
 *
 * <p>All methods are safe from any thread.
 */
public final class FluxInstanceMetrics implements MeterBinder, AutoCloseable {
  private static final Series UP = new Series(InstanceMeter.UP, List.of());

  private final Builder settings;
  private final List<PolledGroup> groups;
  private final PollCycle cycle;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final List<BoundRegistry> registries = new ArrayList<>();
  private boolean closed;

  FluxInstanceMetrics(Rpc rpc, Builder settings) {
    this.settings = new Builder(settings);
    this.groups = InstancePolls.all().stream().map(PolledGroup::new).toList();
    this.cycle = new PollCycle(rpc, settings.limit, settings.clock, groups, this::update);
  }

  /**
   * Meters with the default settings.
   *
   * @param flux the instance; it stays open when the meters are closed
   * @return a binder
   */
  public static FluxInstanceMetrics of(Flux flux) {
    return builder(flux).build();
  }

  /**
   * Meters with other than the default settings.
   *
   * @param flux the instance; it stays open when the meters are closed
   * @return a builder
   */
  public static Builder builder(Flux flux) {
    return new Builder(flux::rpcAsync);
  }

  /**
   * Whether the instance has answered the last poll, as {@link InstanceMeter#UP} says it. This does
   * not wait.
   *
   * @return false also before the first answer
   */
  public boolean isUp() {
    return groups.stream().anyMatch(PolledGroup::hasAnswered);
  }

  /**
   * Registers the meters, and starts polling if this is the first registry.
   *
   * @param registry where they go; more than one may be bound
   * @throws IllegalStateException after {@link #close}
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("these meters are closed: make another binder");
      }
      BoundRegistry bound = new BoundRegistry(registry, settings.prefix, settings.tags);
      bound.gauge(UP, () -> isUp() ? 1 : 0);
      groups.forEach(bound::sync);
      registries.add(bound);
      cycle.start(settings.interval, settings.scheduler);
    } finally {
      lock.unlock();
    }
  }

  /** Asks all that is not being asked already. The future ends when all have answered or failed. */
  CompletableFuture<Void> poll() {
    return cycle.poll();
  }

  private void update(
      PolledGroup group, @Nullable Readings readings, @Nullable Throwable failure, Duration took) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      PollOutcome outcome = group.take(readings, failure);
      Series poll = new Series(InstanceMeter.POLL, List.of(group.topic(), outcome.tag()));
      for (BoundRegistry registry : registries) {
        registry.sync(group);
        registry.record(poll, took);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Stops polling and removes all meters from the registries. A second call does nothing. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      cycle.stop();
      registries.forEach(BoundRegistry::removeAll);
      registries.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Settings of the meters. */
  public static final class Builder {
    private final Rpc rpc;
    private String prefix = "";
    private Tags tags = Tags.empty();
    private Duration interval = Duration.ofSeconds(15);
    private Duration limit = Duration.ofSeconds(10);
    private Clock clock = Clock.SYSTEM;
    private @Nullable ScheduledExecutorService scheduler;

    Builder(Rpc rpc) {
      this.rpc = rpc;
    }

    private Builder(Builder other) {
      this.rpc = other.rpc;
      this.prefix = other.prefix;
      this.tags = other.tags;
      this.interval = other.interval;
      this.limit = other.limit;
      this.clock = other.clock;
      this.scheduler = other.scheduler;
    }

    /**
     * Puts a word before all names: {@code hpc} makes {@code hpc.flux.up} of {@code flux.up}.
     *
     * @param value the word, empty by default
     * @return this builder
     */
    public Builder prefix(String value) {
      this.prefix = MeterNames.prefix(value);
      return this;
    }

    /**
     * Gives tags to all meters, such as the name of the instance. A tag that a meter has by itself
     * wins.
     *
     * @param value the tags, none by default
     * @return this builder
     */
    public Builder tags(Iterable<Tag> value) {
      this.tags = Tags.of(value);
      return this;
    }

    /**
     * Sets the time from one poll to the next.
     *
     * @param value a positive time, 15 seconds by default
     * @return this builder
     */
    public Builder interval(Duration value) {
      this.interval = positive("interval", value);
      return this;
    }

    /**
     * Sets how long a poll may take before it counts as failed. What Flux has not answered is not
     * asked again until it is answered, or given up by the handle ({@link
     * FluxBuilder#callLimit(Duration)}).
     *
     * @param value a positive time, 10 seconds by default
     * @return this builder
     */
    public Builder limit(Duration value) {
      this.limit = positive("limit", value);
      return this;
    }

    /**
     * Sets what starts the polls.
     *
     * @param value an executor, which stays open when the meters are closed; by default they have a
     *     daemon thread of their own
     * @return this builder
     */
    public Builder scheduler(ScheduledExecutorService value) {
      this.scheduler = value;
      return this;
    }

    /**
     * Sets the clock that measures polls.
     *
     * @param value a clock, the system's by default
     * @return this builder
     */
    public Builder clock(Clock value) {
      this.clock = value;
      return this;
    }

    /**
     * Makes the binder. Nothing is asked before {@link FluxInstanceMetrics#bindTo}.
     *
     * @return a binder
     */
    public FluxInstanceMetrics build() {
      return new FluxInstanceMetrics(rpc, this);
    }

    private static Duration positive(String name, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(name + " must be positive, not " + value);
      }
      return value;
    }
  }
}
