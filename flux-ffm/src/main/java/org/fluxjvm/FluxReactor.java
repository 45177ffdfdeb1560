package org.fluxjvm;

import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.libflux.Wakeup;

/**
 * An event loop of one's own thread: the callbacks of its handle, timers and descriptors are run by
 * {@link #run} and by nothing else, one at a time, so that they need no locks.
 *
 * <p>It belongs to the thread that opened it; other threads may call {@link #stop} and {@link
 * #post} only, anything else throws {@link WrongThreadException}. {@link #flux} is a handle with
 * all the functions of any other. Its futures complete and its stream callbacks run while the
 * reactor runs. A blocking call that is made with it on this thread, also in a callback, pumps the
 * reactor while it waits: other callbacks go on, and it has the usual time limit. {@link #await}
 * does so for a future; {@link CompletableFuture#join} would wait for ever.
 *
 * <p>It works with every connector. The handle's input and output stay with the connector's own
 * event loop, so there is no {@code flux_reactor_t} on this thread: functions of the generated
 * package go through {@link Flux#onEventLoop}.
 *
 * <p>An interrupt of the thread ends what waits, with {@code EINTR} and the thread still
 * interrupted: {@link #run}, {@link #await} and blocking calls alike. What they waited for is not
 * undone by that; a future can be awaited again.
 */
public final class FluxReactor implements AutoCloseable {
  /** What a descriptor is ready for. */
  public enum Readiness {
    /** It can be read from without waiting: {@code POLLIN}. */
    READ(FdPoll.IN),
    /** It can be written to without waiting: {@code POLLOUT}. */
    WRITE(FdPoll.OUT),
    /** It has failed, was hung up or is closed; told in any case. */
    ERROR(FdPoll.FAILURE);

    final int bits;

    Readiness(int bits) {
      this.bits = bits;
    }
  }

  /** Something that the reactor watches until it is closed. */
  public interface Watcher extends AutoCloseable {
    /**
     * Ends the watching: the callback is not called again. Does nothing if that has ended already,
     * also with the reactor.
     */
    @Override
    void close();
  }

  private final Thread owner = Thread.currentThread();
  private final Arena arena = Arena.ofShared();
  private final Wakeup wakeup = new Wakeup(arena);
  private final ReactorTimers timers = new ReactorTimers(this::checkThread);
  private final ReactorDescriptors descriptors =
      new ReactorDescriptors(arena, new InterruptHook(wakeup::wake), this::checkThread);
  private final ReactorLoop loop = new ReactorLoop(wakeup, timers, descriptors);
  private final ReactorSignals signals = new ReactorSignals(loop, this::checkThread);
  private final Flux flux;
  private boolean closed;

  private FluxReactor(FluxBuilder options) {
    Flux opened;
    try {
      opened = options.open(this);
    } catch (RuntimeException e) {
      wakeup.close();
      arena.close();
      throw e;
    }
    this.flux = opened;
  }

  /**
   * Opens a reactor of this thread with a handle of default settings.
   *
   * @param uri what {@link Flux#open(String)} takes
   * @return a reactor
   * @throws FluxException if there is no instance there
   */
  public static FluxReactor open(String uri) {
    return open(Flux.builder().uri(uri));
  }

  /**
   * Opens a reactor of this thread.
   *
   * @param options the settings of its handle; the callback executor is the reactor
   * @return a reactor
   * @throws FluxException if there is no instance
   */
  public static FluxReactor open(FluxBuilder options) {
    return new FluxReactor(options);
  }

  /**
   * The reactor's handle, which is closed with it.
   *
   * @return a handle whose callbacks this reactor runs
   */
  public Flux flux() {
    return flux;
  }

  /**
   * Runs callbacks until {@link #stop} is called, or until there is nothing left to wait for: no
   * response, timer, descriptor, signal or callback ({@code flux_reactor_run(3)}). May be called
   * again. Returns also after a callback that closes the reactor.
   *
   * @return how many of them are left, none of a closed reactor
   * @throws FluxException {@code EINTR} if the thread is interrupted
   */
  public int run() {
    check();
    loop.run();
    return closed ? 0 : loop.active();
  }

  /**
   * Makes {@link #run} return after the callback that is running; if it is not being run, the next
   * call of it returns at once. Safe from any thread.
   */
  public void stop() {
    loop.stop();
  }

  /**
   * Makes {@link #run} throw after the callback that is running ({@code
   * flux_reactor_stop_error(3)}): for a callback whose failure is that of the program. If it is not
   * being run, the next call of it throws at once. Safe from any thread.
   *
   * @param reason what to throw
   */
  public void stop(RuntimeException reason) {
    loop.stop(reason);
  }

  /**
   * Has the reactor run something. Safe from any thread.
   *
   * @param task what to run
   */
  public void post(Runnable task) {
    loop.post(task);
  }

  /**
   * Calls back once.
   *
   * @param after how long to wait, not negative
   * @param callback what to call
   * @return the timer
   */
  public Watcher timer(Duration after, Runnable callback) {
    return timer(after, Duration.ZERO, callback);
  }

  /**
   * Calls back again and again.
   *
   * @param after how long to wait for the first time, not negative
   * @param every how long to wait between calls; zero for one call only
   * @param callback what to call
   * @return the timer
   */
  public Watcher timer(Duration after, Duration every, Runnable callback) {
    check();
    if (after.isNegative() || every.isNegative()) {
      throw new IllegalArgumentException(
          "timer: must not be negative, got " + after + " and " + every);
    }
    return timers.add(
        TimeUnit.NANOSECONDS.convert(after), TimeUnit.NANOSECONDS.convert(every), callback);
  }

  /**
   * Calls back whenever a file descriptor is ready: {@code flux_fd_watcher_create(3)}. It is asked
   * again until what it is ready for has been used up.
   *
   * @param fd a file descriptor, which stays the caller's
   * @param wanted what to look for; {@code ERROR} is told unasked, and without {@code READ} ends
   *     the watching
   * @param callback is told what it is ready for
   * @return the watcher
   */
  public Watcher watchFd(int fd, Set<Readiness> wanted, Consumer<? super Set<Readiness>> callback) {
    check();
    if (fd < 0) {
      throw new IllegalArgumentException("fd: must not be negative, got " + fd);
    }
    return descriptors.add(fd, wanted, callback);
  }

  /**
   * Calls back whenever this process gets a signal: {@code flux_signal_watcher_create(3)}. While it
   * is watched, the signal has no other effect: with {@code INT}, Ctrl-C does not end the process.
   * Signals of one kind that come in quick succession may be told once. A hang-up, interrupt or
   * termination that the process was started to ignore, as by {@code nohup}, stays ignored.
   *
   * @param signal its name without {@code SIG}, such as {@code INT}, {@code TERM} or {@code USR1}
   * @param callback what to call
   * @return the watcher
   * @throws IllegalArgumentException if there is no such signal, or the virtual machine needs it
   *     itself, as it does {@code QUIT} and {@code USR2}
   * @throws FluxException {@code ENOSYS} if this Java lacks the module {@code jdk.unsupported}
   */
  public Watcher watchSignal(String signal, Runnable callback) {
    check();
    return signals.add(signal, callback);
  }

  /**
   * Runs callbacks until a stage is complete.
   *
   * @param <T> what the stage completes with
   * @param stage any stage, of this handle or another
   * @return its result
   * @throws java.util.concurrent.CompletionException if it failed
   * @throws FluxException {@code EINTR} if the thread is interrupted, {@code ECANCELED} if a
   *     callback closes the reactor; the stage goes on
   */
  public <T> T await(CompletionStage<T> stage) {
    check();
    return loop.await(stage.toCompletableFuture());
  }

  /** The connector that wakes this reactor. */
  Connector counting(Connector connector) {
    return new ReactorConnector(connector, loop);
  }

  /** Waits for a condition that responses bring about, on behalf of a blocking call. */
  long pump(BooleanSupplier condition, long nanos) {
    return Thread.currentThread() != owner || closed ? nanos : loop.pump(condition, nanos);
  }

  private void check() {
    checkThread();
    if (closed) {
      throw new IllegalStateException("the reactor is closed");
    }
  }

  private void checkThread() {
    if (Thread.currentThread() != owner) {
      throw new WrongThreadException(
          "this reactor belongs to " + owner + ", not to " + Thread.currentThread());
    }
  }

  /**
   * Closes the handle and ends all watching. Callbacks that have not been run are not. May be
   * called by a callback, after which {@link #run} returns.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    check();
    closed = true;
    loop.close();
    signals.clear();
    flux.close();
    timers.clear();
    descriptors.clear();
    wakeup.close();
    arena.close();
  }
}
