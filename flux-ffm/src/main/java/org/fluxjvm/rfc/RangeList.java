package org.fluxjvm.rfc;

import java.util.Arrays;

/** Collects ranges that come in the order of their first ids; those that touch become one. */
final class RangeList {
  private int[] bounds = new int[8];
  private int size;

  void add(int first, int last) {
    if (size > 0 && first <= (long) bounds[size - 1] + 1) {
      bounds[size - 1] = Math.max(bounds[size - 1], last);
      return;
    }
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, size * 2);
    }
    bounds[size++] = first;
    bounds[size++] = last;
  }

  /** The last id so far, -1 if there is none. */
  int last() {
    return size == 0 ? -1 : bounds[size - 1];
  }

  Idset toIdset() {
    return size == 0 ? Idset.empty() : new Idset(Arrays.copyOf(bounds, size));
  }
}
