package org.fluxjvm.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxBuilder;
import org.fluxjvm.connector.ClientObserver;

/**
 * Meters of handles on Flux: how long Flux takes to answer them, what fails, how often a broker was
 * lost, and how busy their event loops are. {@link ClientMeter} lists them.
 *
 * <p>Give it to {@link FluxBuilder#observer} of each handle that is to be metered, and bind it to
 * registries before or after; what happens before a registry is bound is not counted there, but the
 * work of event loops, which is counted from their start. It asks Flux nothing, so that there is
 * nothing to be refused.
 *
 * <p>All methods are safe from any thread. Those of {@link ClientObserver} are the handles' to
 * call.
 */
public final class FluxClientMetrics implements ClientObserver, MeterBinder, AutoCloseable {
  private static final double NANOS = 1e9;

  private final String prefix;
  private final Tags tags;
  private final InstantSource clock;
  private final LongAdder busyNanos = new LongAdder();
  private final List<ClientRegistry> registries = new CopyOnWriteArrayList<>();
  private final Object closing = new Object();
  private boolean closed;

  private FluxClientMetrics(Builder settings) {
    this.prefix = settings.prefix;
    this.tags = settings.tags;
    this.clock = settings.clock;
  }

  /**
   * Meters with the default settings.
   *
   * @return a binder
   */
  public static FluxClientMetrics create() {
    return builder().build();
  }

  /**
   * Meters with other than the default settings.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Registers the meters.
   *
   * @param registry where they go; more than one may be bound
   * @throws IllegalStateException after {@link #close}
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    synchronized (closing) {
      if (closed) {
        throw new IllegalStateException("these meters are closed: make another binder");
      }
      registries.add(
          new ClientRegistry(
              new BoundRegistry(registry, prefix, tags), () -> busyNanos.sum() / NANOS));
    }
  }

  @Override
  public void onAnswer(String topic, long nanos) {
    String service = FluxService.of(topic);
    for (ClientRegistry registry : registries) {
      registry.answered(service, nanos);
    }
  }

  @Override
  public void onFailure(String topic, Errno errno) {
    String service = FluxService.of(topic);
    for (ClientRegistry registry : registries) {
      registry.failed(service, errno);
    }
  }

  @Override
  public void onLost() {
    registries.forEach(ClientRegistry::lost);
  }

  @Override
  public void onReopened() {
    registries.forEach(ClientRegistry::reopened);
  }

  @Override
  public void onLoopWork(long nanos) {
    busyNanos.add(nanos);
  }

  @Override
  public void onJournalEvent(double timestamp) {
    Instant now = clock.instant();
    double seconds = now.getEpochSecond() - timestamp + now.getNano() / NANOS;
    long nanos = Math.round(Math.max(0, seconds) * NANOS); // the broker has another clock
    for (ClientRegistry registry : registries) {
      registry.late(nanos);
    }
  }

  @Override
  public void onGap(int jobs) {
    for (ClientRegistry registry : registries) {
      registry.missing(jobs);
    }
  }

  /** Removes all meters from the registries; handles may stay open. A second call does nothing. */
  @Override
  public void close() {
    synchronized (closing) {
      closed = true;
      registries.forEach(ClientRegistry::removeAll);
      registries.clear();
    }
  }

  /** Settings of the meters. */
  public static final class Builder {
    private String prefix = "";
    private Tags tags = Tags.empty();
    private InstantSource clock = InstantSource.system();

    private Builder() {}

    /**
     * Puts a word before all names: {@code hpc} makes {@code hpc.flux.client.rpc} of {@code
     * flux.client.rpc}.
     *
     * @param value the word, empty by default
     * @return this builder
     */
    public Builder prefix(String value) {
      this.prefix = MeterNames.prefix(value);
      return this;
    }

    /**
     * Gives tags to all meters, such as the name of the program. A tag that a meter has by itself
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
     * Sets the clock that the timestamps of events are compared with.
     *
     * @param value a clock, the system's by default
     * @return this builder
     */
    public Builder clock(InstantSource value) {
      this.clock = value;
      return this;
    }

    /**
     * Makes the binder.
     *
     * @return a binder
     */
    public FluxClientMetrics build() {
      return new FluxClientMetrics(this);
    }
  }
}
