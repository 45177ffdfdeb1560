package org.fluxjvm.connector.embedded;

import java.util.BitSet;

/** Sets of small numbers in text (RFC 22). */
final class Idset {
  private Idset() {}

  /** Like {@code 0-3,5}. */
  static String text(BitSet ids) {
    StringBuilder text = new StringBuilder();
    for (int first = ids.nextSetBit(0); first >= 0; ) {
      int last = ids.nextClearBit(first) - 1;
      text.append(text.isEmpty() ? "" : ",").append(first);
      if (last > first) {
        text.append('-').append(last);
      }
      first = ids.nextSetBit(last + 1);
    }
    return text.toString();
  }

  /** Like {@code 5} or {@code [0-3,5]}. */
  static String bracketed(BitSet ids) {
    return ids.cardinality() == 1 ? text(ids) : "[" + text(ids) + "]";
  }

  static BitSet range(int size) {
    BitSet ids = new BitSet();
    ids.set(0, size);
    return ids;
  }

  /** Reads {@code 5}, {@code 0-3,5} or {@code [0-3,5]}. */
  static BitSet parse(String text) {
    BitSet ids = new BitSet();
    String list =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    for (String part : list.split(",", -1)) {
      int dash = part.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(part.substring(dash + 1));
      ids.set(first, last + 1);
    }
    return ids;
  }
}
