package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.fluxjvm.rpc.RpcClient;
import org.jspecify.annotations.Nullable;

/** The watch of one job's event log: begun again when the broker is lost, from where it was. */
final class EventLogWatch implements Following, ResponseHandler {
  private final EventLogFollower follower;
  private final RpcClient client;
  private final JobId id;
  private final JobListener listener;
  private final Progress progress = new Progress();
  private boolean resumed;

  private volatile boolean closed;
  private volatile @Nullable Call call;

  EventLogWatch(EventLogFollower follower, RpcClient client, JobId id, JobListener listener) {
    this.follower = follower;
    this.client = client;
    this.id = id;
    this.listener = listener;
  }

  void start() {
    String json = "{\"id\":" + id.value() + ",\"path\":\"eventlog\",\"flags\":0}";
    Call started = client.raw(Request.stream(EventLog.TOPIC, json), this);
    call = started;
    if (closed) {
      started.cancel();
    }
  }

  @Override
  public void onResponse(MemorySegment payload) {
    EventLog.decode(payload, this::take);
  }

  private void take(JobEvent event) {
    if (closed) {
      return;
    }
    switch (progress.step(event)) {
      case KNOWN -> {}
      case NEXT -> {
        if (!listener.onEvent(event)) {
          close();
        }
      }
      case FOREIGN -> {
        close();
        listener.onFailure(Progress.gap(EventLog.TOPIC, id));
      }
    }
  }

  @Override
  public void onError(FluxException error) {
    if (closed) {
      return;
    }
    if (error.errno() == Errno.ECONNRESET) {
      resumed = true;
      progress.rewind();
      start();
    } else if (error.errno() == Errno.ENODATA) {
      end();
      listener.onEnd();
    } else {
      fail(resumed && error.errno() == Errno.ENOENT ? Progress.gap(EventLog.TOPIC, id) : error);
    }
  }

  void fail(FluxException reason) {
    if (!closed) {
      end();
      listener.onFailure(reason);
    }
  }

  private void end() {
    closed = true;
    follower.ended(this);
  }

  @Override
  public boolean withdraw() {
    return false; // the job is there
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    end();
    Call started = call;
    if (started != null) {
      started.cancel();
    }
  }
}
