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

/** Follows each job by a watch of its event log, so many at a time. */
final class EventLogFollower implements JobFollower {
  private final RpcClient client;
  private final Set<String> events;
  private final int limit;

  private final Object lock = new Object();
  private final ArrayDeque<EventLogWatch> queued = new ArrayDeque<>();
  private final Set<EventLogWatch> open = new HashSet<>();
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
    return new FilteredListener(events, listener);
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
    EventLogWatch next;
    synchronized (lock) {
      if (!open.remove(watch)) {
        queued.remove(watch);
        return;
      }
      next = queued.poll();
      if (next == null) {
        return;
      }
      open.add(next);
    }
    next.start();
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

  private static FluxException closed() {
    return new FluxException(Errno.ECANCELED, EventLog.TOPIC, "the follower is closed");
  }
}
