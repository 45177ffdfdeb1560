package org.fluxjvm.rfc;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A set of ids, such as broker ranks or cores (RFC 22): {@code 0-3,7}.
 *
 * <p>Immutable. It is held as ranges, so its size in memory is that of its text, whatever a range
 * spans. Ids go from 0 to 2147483647, as in {@code idset_decode(3)}.
 */
public final class Idset {
  private static final Idset EMPTY = new Idset(new int[0]);

  /** First and last id of each range in turn: ascending, and never touching one another. */
  private final int[] bounds;

  Idset(int[] bounds) {
    this.bounds = bounds;
  }

  /**
   * The set without ids.
   *
   * @return an empty set, {@code ""} in text
   */
  public static Idset empty() {
    return EMPTY;
  }

  /**
   * The set of some ids.
   *
   * @param ids 0 or more each, in any order; one that comes twice counts once
   * @return a set
   * @throws IllegalArgumentException if an id is negative
   */
  public static Idset of(int... ids) {
    RangeList ranges = new RangeList();
    for (int id : Arrays.stream(ids).sorted().distinct().toArray()) {
      ranges.add(nonNegative(id), id);
    }
    return ranges.toIdset();
  }

  /**
   * The set of all ids from one to another.
   *
   * @param first the lowest id, 0 or more
   * @param last the highest id
   * @return a set
   * @throws IllegalArgumentException if {@code first} is negative or above {@code last}
   */
  public static Idset range(int first, int last) {
    if (nonNegative(first) > last) {
      throw new IllegalArgumentException(
          "the range " + first + "-" + last + " is descending: write the lower id first");
    }
    return new Idset(new int[] {first, last});
  }

  /**
   * Reads a set.
   *
   * @param text ids and ranges in ascending order, in brackets or not; empty for no ids
   * @return the set
   * @throws IllegalArgumentException if the text is not an idset as RFC 22 has it
   */
  public static Idset parse(String text) {
    return new IdsetParser(text).parse();
  }

  /**
   * How many ids there are.
   *
   * @return 0 to 2147483648
   */
  public long count() {
    long count = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      count += (long) bounds[i + 1] - bounds[i] + 1;
    }
    return count;
  }

  /**
   * Whether there are no ids.
   *
   * @return true if {@link #count()} is 0
   */
  public boolean isEmpty() {
    return bounds.length == 0;
  }

  /**
   * Whether an id is in the set.
   *
   * @param id an id
   * @return true if it is
   */
  public boolean contains(int id) {
    int at = Arrays.binarySearch(bounds, id);
    // Between a first and its last id, the insertion point is odd.
    return at >= 0 || (-at - 1) % 2 == 1;
  }

  /**
   * The ids that are in this set, in another, or in both.
   *
   * @param other another set
   * @return a set
   */
  public Idset union(Idset other) {
    RangeList ranges = new RangeList();
    int i = 0;
    int j = 0;
    while (i < bounds.length || j < other.bounds.length) {
      boolean mine =
          j == other.bounds.length || (i < bounds.length && bounds[i] <= other.bounds[j]);
      if (mine) {
        ranges.add(bounds[i], bounds[i + 1]);
        i += 2;
      } else {
        ranges.add(other.bounds[j], other.bounds[j + 1]);
        j += 2;
      }
    }
    return ranges.toIdset();
  }

  /**
   * The ids that are in this set and in another.
   *
   * @param other another set
   * @return a set
   */
  public Idset intersect(Idset other) {
    RangeList ranges = new RangeList();
    int i = 0;
    int j = 0;
    while (i < bounds.length && j < other.bounds.length) {
      int first = Math.max(bounds[i], other.bounds[j]);
      int last = Math.min(bounds[i + 1], other.bounds[j + 1]);
      if (first <= last) {
        ranges.add(first, last);
      }
      if (bounds[i + 1] < other.bounds[j + 1]) {
        i += 2;
      } else {
        j += 2;
      }
    }
    return ranges.toIdset();
  }

  /**
   * The ids that are in this set and not in another.
   *
   * @param other another set
   * @return a set
   */
  public Idset minus(Idset other) {
    return other.isEmpty() ? this : intersect(other.complement());
  }

  private Idset complement() {
    RangeList ranges = new RangeList();
    int first = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      if (bounds[i] > first) {
        ranges.add(first, bounds[i] - 1);
      }
      if (bounds[i + 1] == Integer.MAX_VALUE) {
        return ranges.toIdset();
      }
      first = bounds[i + 1] + 1;
    }
    ranges.add(first, Integer.MAX_VALUE);
    return ranges.toIdset();
  }

  /**
   * The ids in ascending order, made as they are asked for.
   *
   * @return a stream that may be very long: mind {@link #count()}
   */
  public IntStream stream() {
    return IntStream.range(0, bounds.length / 2)
        .flatMap(i -> IntStream.rangeClosed(bounds[2 * i], bounds[2 * i + 1]));
  }

  void forEachRange(RangeAction action) {
    for (int i = 0; i < bounds.length; i += 2) {
      action.accept(bounds[i], bounds[i + 1]);
    }
  }

  /** Is given the first and the last id of a range. */
  interface RangeAction {
    void accept(int first, int last);
  }

  private static int nonNegative(int id) {
    if (id < 0) {
      throw new IllegalArgumentException("an id must be 0 or more, not " + id);
    }
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Idset set && Arrays.equals(bounds, set.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  /**
   * Writes the set.
   *
   * @return ids and ranges without brackets, which {@link #parse} reads back
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bounds.length; i += 2) {
      text.append(text.isEmpty() ? "" : ",").append(bounds[i]);
      if (bounds[i] != bounds[i + 1]) {
        text.append('-').append(bounds[i + 1]);
      }
    }
    return text.toString();
  }
}
