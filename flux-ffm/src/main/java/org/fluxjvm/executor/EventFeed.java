package org.fluxjvm.executor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobFollower;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobListener;
import org.jspecify.annotations.Nullable;

/**
 * The event log of one job, for the callbacks of its future; past events are kept for late ones.
 */
final class EventFeed implements JobListener {
  private record Subscription(
      String name, BiConsumer<? super FluxFuture, ? super JobEvent> callback) {
    boolean isFor(JobEvent event) {
      return event.name().equals(name)
          || (name.equals("debug") && event.name().startsWith("debug."));
    }
  }

  private final JobFuture future;
  private final JobFollower follower;
  private final InOrder callbacks;
  private final List<Subscription> subscriptions = new ArrayList<>(2);
  private final List<JobEvent> past = new ArrayList<>();
  private boolean started;
  private volatile boolean reading;
  private volatile boolean ended;

  EventFeed(JobFuture future, JobFollower follower, InOrder callbacks) {
    this.future = future;
    this.follower = follower;
    this.callbacks = callbacks;
  }

  void start(JobId id) {
    synchronized (past) {
      if (started) {
        return;
      }
      started = true;
    }
    follower.follow(id, this);
  }

  /** Whether the log is asked for, so that the event that decides will come of it. */
  boolean isReading() {
    return reading && !ended;
  }

  boolean hasEnded() {
    return ended;
  }

  void add(String name, BiConsumer<? super FluxFuture, ? super JobEvent> callback) {
    Subscription subscription = new Subscription(name, callback);
    synchronized (past) {
      subscriptions.add(subscription);
      for (JobEvent event : past) {
        tell(subscription, event);
      }
    }
  }

  private void tell(Subscription subscription, JobEvent event) {
    if (subscription.isFor(event)) {
      callbacks.execute(() -> subscription.callback().accept(future, event));
    }
  }

  @Override
  public void onTurn() {
    reading = true;
  }

  @Override
  public boolean onEvent(JobEvent event) {
    synchronized (past) {
      past.add(event);
      for (Subscription subscription : subscriptions) {
        tell(subscription, event);
      }
    }
    if (Outcome.isDecidedBy(event)) {
      future.decidedByLog(event);
    }
    return true;
  }

  @Override
  public void onEnd() {
    end(null);
  }

  @Override
  public void onFailure(FluxException failure) {
    end(failure);
  }

  private void end(@Nullable FluxException failure) {
    ended = true;
    future.feedEnded(failure);
  }

  /** The log cannot be read, but this much is known of it. */
  void fallBackOn(JobEvent known) {
    synchronized (past) {
      boolean isPast =
          past.stream()
              .anyMatch(
                  event ->
                      event.timestamp() == known.timestamp() && event.name().equals(known.name()));
      if (!isPast) {
        past.add(known);
        subscriptions.forEach(subscription -> tell(subscription, known));
      }
    }
  }
}
