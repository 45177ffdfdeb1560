package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.rpc.RpcClient;
import org.jspecify.annotations.Nullable;

/** Follows each job by a watch of its event log, so many at a time. */
final class EventLogFollower implements JobFollower {
  private final RpcClient client;
  private final Set<String> events;
  private final int limit;

  private final Object lock = new Object();
  private final ArrayDeque<EventLogWatch> queued = new ArrayDeque<>();
  private final Set<EventLogWatch> open = new HashSet<>();
  private boolean starting;
  private boolean closed;

  EventLogFollower(RpcClient client, Set<String> events, int limit) {
    this.client = client;
    this.events = Set.copyOf(events);
    this.limit = limit;
  }

  @Override
  public Following submit(MemorySegment jobspec, SubmitOptions options, JobListener listener) {
    return submit(Submitter.unsigned(jobspec, options), listener);
  }

  @Override
  public Following submitSigned(String j, SubmitOptions options, JobListener listener) {
    return submit(Submitter.signed(j, options), listener);
  }

  Following submit(Submitter submitter, JobListener listener) {
    EventLogSubmission submission = new EventLogSubmission(this, filtered(listener));
    submitter.send(client, submission);
    return submission;
  }

  @Override
  public Following follow(JobId id, JobListener listener) {
    EventLogWatch watch = new EventLogWatch(this, client, id, listener);
    start(watch);
    return watch;
  }

  /** The same listener, for the events that a submitted job is followed by. */
  JobListener filtered(JobListener listener) {
    return new FilteredListener(events, GuardedListener.around(listener));
  }

  private void start(EventLogWatch watch) {
    boolean refused;
    synchronized (lock) {
      refused = closed;
      if (!refused && open.size() >= limit) {
        queued.add(watch);
        return;
      }
      if (!refused) {
        open.add(watch);
      }
    }
    if (refused) {
      watch.fail(closed());
    } else {
      watch.start();
    }
  }

  /** Called by a watch at its end, which makes room for the next. */
  void ended(EventLogWatch watch) {
    synchronized (lock) {
      if (!open.remove(watch)) {
        queued.remove(watch);
        return;
      }
      if (starting) {
        return; // whoever starts the others sees the room
      }
      starting = true;
    }
    startQueued();
  }

  /** In a loop: on a closed handle each ends within its start, and calls {@link #ended}. */
  private void startQueued() {
    for (EventLogWatch next = nextWithRoom(); next != null; next = nextWithRoom()) {
      try {
        next.start();
      } catch (RuntimeException e) {
        next.fail(unsendable(e));
      }
    }
  }

  private @Nullable EventLogWatch nextWithRoom() {
    synchronized (lock) {
      EventLogWatch next = open.size() < limit ? queued.poll() : null;
      if (next == null) {
        starting = false;
      } else {
        open.add(next);
      }
      return next;
    }
  }

  @Override
  public void close() {
    List<EventLogWatch> left;
    synchronized (lock) {
      closed = true;
      left = new ArrayList<>(open);
      left.addAll(queued);
      open.clear();
      queued.clear();
    }
    left.forEach(watch -> watch.fail(closed()));
  }

  private static FluxException unsendable(RuntimeException cause) {
    FluxException failure =
        new FluxException(Errno.EINVAL, EventLog.TOPIC, "the log cannot be asked for: " + cause);
    failure.initCause(cause);
    return failure;
  }

  private static FluxException closed() {
    return new FluxException(Errno.ECANCELED, EventLog.TOPIC, "the follower is closed");
  }
}
