package org.fluxjvm.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.fluxjvm.Flux;
import org.fluxjvm.job.Journal;
import org.fluxjvm.job.JournalEvent;
import org.fluxjvm.rpc.ResponseStream;
import org.jspecify.annotations.Nullable;

/**
 * Meters of the jobs of a Flux instance, made of their events as the journal tells them: how long
 * they wait and run, how they end, and how many are where. {@link JobMeter} lists them.
 *
 * <p>Each event is counted once, also if the broker was lost in between. What happened before the
 * first {@link #bindTo} is not counted; the jobs that are active then are known, and counted when
 * they end. A registry that is bound later counts from then on.
 *
 * <p>The journal is open to the owner of the instance only. Where it is refused, or ends, {@link
 * JobMeter#JOURNAL} says why, and it is asked for again after a while; what happens meanwhile is
 * not counted. A scrape asks nothing.
 *
 * <p>All methods are safe from any thread.
 */
public final class FluxJobMetrics implements MeterBinder, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(FluxJobMetrics.class.getName());

  private static final Journal JOURNAL =
      Journal.live().deny("annotations", "memo").includeSentinel().includeGaps().untilClosed();

  private final Flux flux;
  private final Duration pause;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final DocumentedMeters meters;
  private final JobRegistries registries;
  private final JobTally tally;
  private @Nullable ResponseStream<JournalEvent> journal;
  private boolean begun;
  private boolean closed;

  private FluxJobMetrics(Builder settings) {
    this.flux = settings.flux;
    this.pause = settings.pause;
    InFlight<Long> inFlight = new InFlight<>();
    this.meters = new DocumentedMeters(settings.prefix, settings.tags);
    this.registries = new JobRegistries(meters, inFlight, settings.clock);
    this.tally = new JobTally(inFlight, registries);
  }

  /**
   * Meters with the default settings.
   *
   * @param flux the instance; it stays open when the meters are closed
   * @return a binder
   */
  public static FluxJobMetrics of(Flux flux) {
    return builder(flux).build();
  }

  /**
   * Meters with other than the default settings.
   *
   * @param flux the instance; it stays open when the meters are closed
   * @return a builder
   */
  public static Builder builder(Flux flux) {
    return new Builder(flux);
  }

  /**
   * Registers the meters, and starts to follow the jobs if this is the first registry.
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
      meters.bind(registry);
      if (!begun) {
        begun = true;
        Thread.startVirtualThread(this::follow);
      }
    } finally {
      lock.unlock();
    }
  }

  private void follow() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      tally.restart();
      ResponseStream<JournalEvent> opened = flux.jobs().journal(JOURNAL);
      journal = opened;
      var _ =
          opened
              .forEachAsync(this::take)
              .whenCompleteAsync((done, failure) -> ended(failure), Thread::startVirtualThread);
    } finally {
      lock.unlock();
    }
  }

  private void take(JournalEvent event) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      tally.accept(event);
      if (event.isSentinel()) {
        registries.journal(PollOutcome.SUCCESS);
      }
    } finally {
      lock.unlock();
    }
  }

  private void ended(@Nullable Throwable failure) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      // Its regular end is that of the job manager.
      PollOutcome outcome = failure == null ? PollOutcome.UNREACHABLE : PollOutcome.of(failure);
      if (registries.journal(outcome)) {
        LOG.log(
            outcome == PollOutcome.DENIED ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
            "Jobs are not metered, as their journal is {0}: {1}",
            outcome.tag(),
            failure == null ? "it has ended" : failure);
      }
    } finally {
      lock.unlock();
    }
    CompletableFuture.delayedExecutor(
            pause.toNanos(), TimeUnit.NANOSECONDS, Thread::startVirtualThread)
        .execute(this::follow);
  }

  /**
   * Stops following jobs and removes all meters from the registries. A second call does nothing.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (journal != null) {
        journal.close();
      }
      meters.removeAll();
    } finally {
      lock.unlock();
    }
  }

  /** Settings of the meters. */
  public static final class Builder {
    private final Flux flux;
    private String prefix = "";
    private Tags tags = Tags.empty();
    private Duration pause = Duration.ofSeconds(15);
    private InstantSource clock = InstantSource.system();

    private Builder(Flux flux) {
      this.flux = flux;
    }

    /**
     * Puts a word before all names: {@code hpc} makes {@code hpc.flux.job.wait} of {@code
     * flux.job.wait}.
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
     * Sets how long to wait before a journal that was refused, or that has ended, is asked for
     * again. A lost broker does not end it.
     *
     * @param value a positive time, 15 seconds by default
     * @return this builder
     */
    public Builder pause(Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException("pause must be positive, not " + value);
      }
      this.pause = value;
      return this;
    }

    /**
     * Sets the clock that tells the age of jobs.
     *
     * @param value a clock, the system's by default
     * @return this builder
     */
    public Builder clock(InstantSource value) {
      this.clock = value;
      return this;
    }

    /**
     * Makes the binder. Nothing is asked before {@link FluxJobMetrics#bindTo}.
     *
     * @return a binder
     */
    public FluxJobMetrics build() {
      return new FluxJobMetrics(this);
    }
  }
}
