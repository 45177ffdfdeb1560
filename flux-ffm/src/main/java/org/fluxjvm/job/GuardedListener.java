package org.fluxjvm.job;

import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/** A listener whose exceptions end its own following only. */
record GuardedListener(JobListener listener) implements JobListener {
  private static final System.Logger LOG = System.getLogger(JobFollower.class.getName());

  static JobListener around(JobListener listener) {
    return listener instanceof GuardedListener ? listener : new GuardedListener(listener);
  }

  @Override
  public void onId(JobId id) {
    try {
      listener.onId(id);
    } catch (RuntimeException | Error e) {
      log(e);
    }
  }

  @Override
  public void onTurn() {
    try {
      listener.onTurn();
    } catch (RuntimeException | Error e) {
      log(e);
    }
  }

  @Override
  public boolean onEvent(JobEvent event) {
    try {
      return listener.onEvent(event);
    } catch (RuntimeException | Error e) {
      log(e);
      onFailure(new FluxException(Errno.EPROTO, event.name(), "the listener could not read it"));
      return false;
    }
  }

  @Override
  public void onEnd() {
    try {
      listener.onEnd();
    } catch (RuntimeException | Error e) {
      log(e);
    }
  }

  @Override
  public void onFailure(FluxException failure) {
    try {
      listener.onFailure(failure);
    } catch (RuntimeException | Error e) {
      log(e);
    }
  }

  private static void log(Throwable e) {
    LOG.log(System.Logger.Level.ERROR, "A listener of a Flux job threw", e);
  }
}
