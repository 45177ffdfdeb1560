package org.fluxjvm.job;

import java.util.ArrayList;
import java.util.List;
import org.fluxjvm.connector.Call;

/**
 * The calls that one stream has made, which end together.
 *
 * <p>Its lock is held neither while a call is made nor while one is cancelled: on a closed handle
 * either runs handlers, which take locks of their own.
 */
final class OpenCalls implements Call {
  private final List<Call> calls = new ArrayList<>(4);
  private boolean ended;

  /** Takes a call that was just made; it is cancelled at once if the others were. */
  void add(Call call) {
    boolean late;
    synchronized (this) {
      late = ended;
      if (!late) {
        calls.add(call);
      }
    }
    if (late) {
      call.cancel();
    }
  }

  synchronized boolean haveEnded() {
    return ended;
  }

  /** Cancels all; false if they were before. */
  boolean end() {
    List<Call> open;
    synchronized (this) {
      if (ended) {
        return false;
      }
      ended = true;
      open = List.copyOf(calls);
    }
    open.forEach(Call::cancel);
    return true;
  }

  @Override
  public void cancel() {
    end();
  }
}
