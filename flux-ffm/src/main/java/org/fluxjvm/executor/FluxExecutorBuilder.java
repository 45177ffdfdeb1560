package org.fluxjvm.executor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxBuilder;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobFollower;

/** Settings of a {@link FluxExecutor}. */
public final class FluxExecutorBuilder {
  private static final Set<String> FOLLOWED = Set.of("finish", "exception");

  private Optional<Flux> handle = Optional.empty();
  private UnaryOperator<FluxBuilder> handleOptions = UnaryOperator.identity();
  private int threads = 1;
  private String threadNamePrefix = "flux-executor-";
  private Optional<Executor> callbackExecutor = Optional.empty();
  private int eventLogs = JobFollower.MAX_EVENT_LOGS;

  FluxExecutorBuilder() {}

  /**
   * Sets the instance to run jobs in.
   *
   * @param uri a Flux URI, see {@link Flux#open(String)}
   * @return this builder
   */
  public FluxExecutorBuilder uri(String uri) {
    return handleOptions(options -> options.uri(uri));
  }

  /**
   * Sets how the executor's handles are opened, after what was set before.
   *
   * @param options changes the settings of a handle
   * @return this builder
   */
  public FluxExecutorBuilder handleOptions(UnaryOperator<FluxBuilder> options) {
    UnaryOperator<FluxBuilder> before = handleOptions;
    this.handleOptions = builder -> options.apply(before.apply(builder));
    return this;
  }

  /**
   * Uses an open handle instead of opening any. The executor does not close it.
   *
   * @param flux the handle
   * @return this builder
   */
  public FluxExecutorBuilder handle(Flux flux) {
    this.handle = Optional.of(flux);
    return this;
  }

  /**
   * Sets the number of handles, each with an event loop thread of its own; jobs go to them in turn.
   * One keeps up with any broker: more of them each read the events of all jobs of the instance.
   *
   * @param value at least 1, which is the default
   * @return this builder
   */
  public FluxExecutorBuilder threads(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("threads: must be at least 1, got " + value);
    }
    this.threads = value;
    return this;
  }

  /**
   * Sets how the threads are named that run callbacks.
   *
   * @param value the start of their names, {@code flux-executor-} by default
   * @return this builder
   */
  public FluxExecutorBuilder threadNamePrefix(String value) {
    this.threadNamePrefix = value;
    return this;
  }

  /**
   * Sets what runs callbacks and dependent stages.
   *
   * @param value an executor; by default each future with something to run has a virtual thread.
   *     What it refuses with {@link java.util.concurrent.RejectedExecutionException}, as after its
   *     end, is run by a virtual thread, so that no stage waits for ever; what it takes it must run
   * @return this builder
   */
  public FluxExecutorBuilder callbackExecutor(Executor value) {
    this.callbackExecutor = Optional.of(value);
    return this;
  }

  /**
   * Sets how many event logs each handle reads at a time: those of futures with event callbacks, of
   * {@linkplain FluxExecutor#attach attached} jobs and, for guests, of all. Those beyond wait until
   * one of them has ended, as does then the future of an attached job.
   *
   * @param value at least 1, by default {@link JobFollower#MAX_EVENT_LOGS}
   * @return this builder
   */
  public FluxExecutorBuilder eventLogs(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("eventLogs: must be at least 1, got " + value);
    }
    this.eventLogs = value;
    return this;
  }

  /**
   * Opens the executor.
   *
   * @return an executor
   * @throws FluxException if there is no instance
   * @throws IllegalStateException if both a handle and more than one thread are wanted
   */
  public FluxExecutor open() {
    Executor callbacks = callbackExecutor.orElseGet(this::virtualThreads);
    if (handle.isPresent()) {
      if (threads > 1) {
        throw new IllegalStateException(
            "threads: one handle has one event loop, got " + threads + " and a handle");
      }
      return new FluxExecutor(List.of(lane(handle.get(), callbacks, () -> {})));
    }
    List<Flux> opened = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        opened.add(handleOptions.apply(Flux.builder()).open());
      }
    } catch (RuntimeException e) {
      opened.forEach(Flux::close);
      throw e;
    }
    return new FluxExecutor(
        opened.stream().map(flux -> lane(flux, callbacks, flux::close)).toList());
  }

  private Executor virtualThreads() {
    return Executors.newThreadPerTaskExecutor(
        Thread.ofVirtual().name(threadNamePrefix, 0).factory());
  }

  private Lane lane(Flux flux, Executor callbacks, Runnable closer) {
    JobFollower follower = flux.followJobs(FOLLOWED, eventLogs);
    return new Lane(
        follower,
        id -> Cancellation.send(flux, id),
        callbacks,
        () -> {
          follower.close();
          closer.run();
        });
  }
}
