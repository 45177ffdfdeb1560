package org.fluxjvm.connector.libflux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for a response, by number: the number travels through C as the {@code void *}
 * of the one continuation that all futures share.
 */
final class PendingCalls {
  private @Nullable PendingCall[] calls = new PendingCall[64];
  private int[] free = new int[64];
  private int freeCount;
  private int used;

  int add(PendingCall call) {
    int slot = freeCount > 0 ? free[--freeCount] : used++;
    if (slot == calls.length) {
      calls = Arrays.copyOf(calls, slot * 2);
    }
    calls[slot] = call;
    return slot;
  }

  PendingCall get(int slot) {
    return Objects.requireNonNull(calls[slot]);
  }

  void remove(int slot) {
    calls[slot] = null;
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, freeCount * 2);
    }
    free[freeCount++] = slot;
  }

  List<PendingCall> removeAll() {
    List<PendingCall> all = new ArrayList<>();
    for (int slot = 0; slot < used; slot++) {
      PendingCall call = calls[slot];
      if (call != null) {
        all.add(call);
        calls[slot] = null;
      }
    }
    used = 0;
    freeCount = 0;
    return all;
  }
}
