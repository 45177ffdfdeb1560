package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.ResponseHandler;
import org.jspecify.annotations.Nullable;

/** A job that is submitted, and followed by its event log from the time that it has an id. */
final class EventLogSubmission implements Following, ResponseHandler {
  private final EventLogFollower follower;
  private final JobListener listener;
  private @Nullable Following watch;
  private boolean closed;

  EventLogSubmission(EventLogFollower follower, JobListener listener) {
    this.follower = follower;
    this.listener = listener;
  }

  @Override
  public void onResponse(MemorySegment payload) {
    JobId id = SubmitResponse.id(payload);
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    listener.onId(id);
    Following started = follower.follow(id, listener);
    synchronized (this) {
      watch = started;
      if (!closed) {
        return;
      }
    }
    started.close();
  }

  @Override
  public void onError(FluxException error) {
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    listener.onFailure(SubmitUnknownException.ifSent(error));
  }

  @Override
  public boolean withdraw() {
    return false; // it is on its way
  }

  @Override
  public void close() {
    Following started;
    synchronized (this) {
      closed = true;
      started = watch;
    }
    if (started != null) {
      started.close();
    }
  }
}
