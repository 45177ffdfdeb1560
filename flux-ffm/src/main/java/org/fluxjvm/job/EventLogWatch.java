package org.fluxjvm.job;

import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.rpc.ResponseStream.Sink;
import org.fluxjvm.rpc.RpcClient;
import org.jspecify.annotations.Nullable;

/** The following of one job by its event log. */
final class EventLogWatch implements Following, Sink<JobEvent> {
  private final EventLogFollower follower;
  private final RpcClient client;
  private final JobId id;
  private final JobListener listener;

  private volatile boolean closed;
  private volatile @Nullable Call call;

  EventLogWatch(EventLogFollower follower, RpcClient client, JobId id, JobListener listener) {
    this.follower = follower;
    this.client = client;
    this.id = id;
    this.listener = GuardedListener.around(listener);
  }

  void start() {
    listener.onTurn();
    Call started = EventLogCall.open(client, id, JobEvents.MAIN_LOG, 0, this);
    call = started;
    if (closed) {
      started.cancel();
    }
  }

  @Override
  public void accept(JobEvent event) {
    if (!closed && !listener.onEvent(event)) {
      close();
    }
  }

  @Override
  public void end(FluxException reason) {
    if (reason.errno() != Errno.ENODATA) {
      fail(reason);
    } else if (end()) {
      listener.onEnd();
    }
  }

  void fail(FluxException reason) {
    if (end()) {
      cancel();
      listener.onFailure(reason);
    }
  }

  private boolean end() {
    if (closed) {
      return false;
    }
    closed = true;
    follower.ended(this);
    return true;
  }

  @Override
  public boolean withdraw() {
    return false; // the job is there
  }

  @Override
  public void close() {
    if (end()) {
      cancel();
    }
  }

  private void cancel() {
    Call started = call;
    if (started != null) {
      started.cancel();
    }
  }
}
