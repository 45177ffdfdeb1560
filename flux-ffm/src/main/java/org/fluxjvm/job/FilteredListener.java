package org.fluxjvm.job;

import java.util.Set;
import org.fluxjvm.FluxException;

/** A listener that hears of some events only. */
record FilteredListener(Set<String> events, JobListener listener) implements JobListener {
  @Override
  public void onId(JobId id) {
    listener.onId(id);
  }

  @Override
  public void onTurn() {
    listener.onTurn();
  }

  @Override
  public boolean onEvent(JobEvent event) {
    return !events.contains(event.name()) || listener.onEvent(event);
  }

  @Override
  public void onEnd() {
    listener.onEnd();
  }

  @Override
  public void onFailure(FluxException failure) {
    listener.onFailure(failure);
  }
}
