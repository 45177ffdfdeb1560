package org.fluxjvm.executor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.Following;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobListener;
import org.jspecify.annotations.Nullable;

/**
 * The future of one job.
 *
 * <p>What the event loop completes is seen by waiting threads only: dependent stages and callbacks
 * hang on objects that are made when the first one is wanted, and run by the callback executor.
 */
final class JobFuture extends StageView implements FluxFuture {
  /**
   * What becomes of a {@code cancel} exception, for which the handle is needed until it is over.
   */
  private enum Cancel {
    NONE,
    WANTED,
    SENT,
    OVER
  }

  private final Lane lane;
  private final Consumer<JobFuture> onSettled;
  private final SubmittedId id = new SubmittedId();
  private final CompletableFuture<Integer> done = new CompletableFuture<>();

  private @Nullable Following following;
  private @Nullable EventFeed feed;
  private @Nullable InOrder callbacks;
  private @Nullable StageLinks stages;
  private @Nullable JobEvent decision;
  private Cancel cancel = Cancel.NONE;
  private boolean settled;

  private JobFuture(Lane lane, Consumer<JobFuture> onSettled) {
    this.lane = lane;
    this.onSettled = onSettled;
  }

  /**
   * The future of a job that is going to be submitted.
   *
   * @param onSettled is told when nothing more is going to happen to the future
   */
  static JobFuture submitted(
      Lane lane, Consumer<JobFuture> onSettled, Function<JobListener, Following> submission) {
    JobFuture future = new JobFuture(lane, onSettled);
    Following following = submission.apply(future.new Submitted());
    synchronized (future.id) {
      future.following = following;
    }
    return future;
  }

  /** The future of a job that exists. */
  static JobFuture attached(Lane lane, Consumer<JobFuture> onSettled, JobId id) {
    JobFuture future = new JobFuture(lane, onSettled);
    future.id.complete(id);
    future.feed();
    return future;
  }

  /** Follows the job as far as the future needs it. */
  private final class Submitted implements JobListener {
    @Override
    public void onId(JobId accepted) {
      EventFeed waiting;
      List<Consumer<? super JobId>> waitingForId;
      synchronized (id) {
        waitingForId = id.complete(accepted);
        waiting = feed;
      }
      waitingForId.forEach(callback -> callbacks().execute(() -> callback.accept(accepted)));
      if (waiting != null) {
        waiting.start(accepted);
      }
      sendCancelIfWanted();
      settle();
    }

    @Override
    public boolean onEvent(JobEvent event) {
      boolean decides = Outcome.isDecidedBy(event);
      if (decides) {
        decide(event);
      }
      return !decides;
    }

    @Override
    public void onEnd() {
      settle();
    }

    @Override
    public void onFailure(FluxException failure) {
      fail(failure);
    }
  }

  /** The journal's word, for which a feed that is read has to be waited: it has what was before. */
  private void decide(JobEvent event) {
    boolean leftToFeed;
    synchronized (id) {
      decision = event;
      leftToFeed = feed != null && feed.isReading();
    }
    if (!leftToFeed) {
      Outcome.complete(done, event);
      settle();
    }
  }

  private void fail(FluxException failure) {
    id.fail(failure);
    done.completeExceptionally(failure);
    settle();
  }

  /** Called by the feed at each event that decides, after its callbacks are on their way. */
  void decidedByLog(JobEvent event) {
    Outcome.complete(done, event);
  }

  /** Called by the feed at the end of the log, or at its failure. */
  void feedEnded(@Nullable FluxException failure) {
    JobEvent known;
    Following journal;
    EventFeed failed;
    synchronized (id) {
      known = decision;
      journal = following;
      failed = failure == null ? null : feed;
    }
    if (known != null) {
      if (failed != null) {
        failed.fallBackOn(known);
      }
      Outcome.complete(done, known);
    } else if (failure != null && journal == null) {
      done.completeExceptionally(failure);
    }
    settle();
  }

  /** Tells the executor once that this future needs the handle no longer. */
  private void settle() {
    synchronized (id) {
      boolean reads = feed != null && !feed.hasEnded() && !id.isFailed();
      boolean cancels = (cancel == Cancel.WANTED || cancel == Cancel.SENT) && !id.isFailed();
      if (settled || cancels || reads || !id.isDone() || !done.isDone()) {
        return;
      }
      settled = true;
    }
    onSettled.accept(this);
  }

  boolean isSettled() {
    synchronized (id) {
      return settled;
    }
  }

  private EventFeed feed() {
    EventFeed fresh;
    synchronized (id) {
      if (feed != null) {
        return feed;
      }
      fresh = new EventFeed(this, lane.follower(), callbacks());
      feed = fresh;
      if (!id.isDone()) {
        return fresh; // it starts when there is an id
      }
    }
    if (!id.isFailed()) {
      fresh.start(id.known());
    }
    return fresh;
  }

  private InOrder callbacks() {
    synchronized (id) {
      if (callbacks == null) {
        callbacks = new InOrder(lane.callbacks());
      }
      return callbacks;
    }
  }

  @Override
  <T> T hang(Function<? super CompletableFuture<Integer>, T> stage) {
    return stages().hang(stage);
  }

  private StageLinks stages() {
    StageLinks fresh;
    InOrder order = callbacks();
    synchronized (id) {
      if (stages != null) {
        return stages;
      }
      fresh = new StageLinks(done, order, lane.callbacks());
      stages = fresh;
    }
    fresh.start();
    return fresh;
  }

  /** What is done has nothing to wait its turn for: a callback may ask for it. */
  @Override
  public CompletableFuture<Integer> toCompletableFuture() {
    return done.isDone() ? done.copy() : hang(CompletableFuture::copy);
  }

  @Override
  public JobId jobId() {
    return jobId(Duration.ofNanos(Long.MAX_VALUE));
  }

  @Override
  public JobId jobId(Duration limit) {
    return id.await(limit);
  }

  @Override
  public FluxFuture onJobId(Consumer<? super JobId> callback) {
    InOrder order = callbacks();
    if (!id.await(callback) && id.isKnown()) {
      JobId known = id.known();
      order.execute(() -> callback.accept(known));
    }
    return this;
  }

  @Override
  public FluxFuture onEvent(
      String name, BiConsumer<? super FluxFuture, ? super JobEvent> callback) {
    if (!EVENTS.contains(name)) {
      throw new IllegalArgumentException(
          "event name: must be one of " + EVENTS.stream().sorted().toList() + ", got " + name);
    }
    feed().add(name, callback);
    return this;
  }

  /** Cancels the future if its job has not been sent; no job is submitted then. */
  boolean cancelUnsent() {
    Following current;
    synchronized (id) {
      current = following;
    }
    if (current == null || !current.withdraw()) {
      return false;
    }
    id.fail(new CancellationException("cancelled before the job was sent"));
    done.cancel(false);
    settle();
    return true;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (done.isDone()) {
      return done.isCancelled();
    }
    if (cancelUnsent()) {
      return true;
    }
    if (mayInterruptIfRunning) { // before the future is done, or the handle might be given back
      moveCancel(Cancel.NONE, Cancel.WANTED);
    }
    boolean cancelled = done.cancel(false);
    if (cancelled) {
      sendCancelIfWanted();
    } else {
      moveCancel(Cancel.WANTED, Cancel.NONE);
    }
    settle();
    return cancelled;
  }

  /** Called when one of both is there, the wish and the id: whoever brings the second sends. */
  private void sendCancelIfWanted() {
    if (id.isKnown() && moveCancel(Cancel.WANTED, Cancel.SENT)) {
      var _ =
          lane.canceller()
              .apply(id.known())
              .whenComplete(
                  (end, error) -> {
                    moveCancel(Cancel.SENT, Cancel.OVER);
                    settle();
                  });
    }
  }

  private boolean moveCancel(Cancel from, Cancel to) {
    synchronized (id) {
      boolean moves = cancel == from;
      cancel = moves ? to : cancel;
      return moves;
    }
  }

  @Override
  public boolean isCancelled() {
    return done.isCancelled();
  }

  @Override
  public boolean isDone() {
    return done.isDone();
  }

  @Override
  public Integer get() throws InterruptedException, ExecutionException {
    return done.get();
  }

  @Override
  public Integer get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return done.get(timeout, unit);
  }

  @Override
  public String toString() {
    Object name = id.isKnown() ? id.known() : "no job id";
    return "FluxFuture[" + name + ", " + state() + "]";
  }
}
