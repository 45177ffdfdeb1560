package org.fluxjvm.rfc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Finds the entry that a rank belongs to, by ranges, without looking at single ranks. */
final class RankIndex {
  private final List<NodeResources> nodes;
  private final NavigableMap<Integer, Segment> byFirst = new TreeMap<>();
  private final Idset ranks;

  /**
   * @param last the last rank of a range
   * @param owner the index of the entry that it is from
   */
  private record Segment(int last, int owner) {}

  RankIndex(List<NodeResources> nodes) {
    this.nodes = nodes;
    for (int i = 0; i < nodes.size(); i++) {
      int owner = i;
      nodes.get(i).ranks().forEachRange((first, last) -> put(first, last, owner));
    }
    RangeList all = new RangeList();
    byFirst.forEach((first, segment) -> all.add(first, segment.last()));
    this.ranks = all.toIdset();
  }

  private void put(int first, int last, int owner) {
    var before = byFirst.floorEntry(last);
    if (before != null && before.getValue().last() >= first) {
      throw new IllegalArgumentException(
          "rank " + Math.max(first, before.getKey()) + " is in two entries of R_lite");
    }
    byFirst.put(first, new Segment(last, owner));
  }

  Idset ranks() {
    return ranks;
  }

  /** The parts of some ranks, each with the entry that has them; what no entry has is left out. */
  Map<NodeResources, Idset> split(Idset some) {
    Map<Integer, RangeList> parts = new LinkedHashMap<>();
    some.forEachRange(
        (first, last) -> {
          Integer start = byFirst.floorKey(first);
          byFirst
              .subMap(start == null ? first : start, true, last, true)
              .forEach((from, segment) -> addOverlap(parts, from, segment, first, last));
        });
    Map<NodeResources, Idset> result = new LinkedHashMap<>();
    parts.forEach((owner, ranges) -> result.put(nodes.get(owner), ranges.toIdset()));
    return result;
  }

  private static void addOverlap(
      Map<Integer, RangeList> parts, int from, Segment segment, int first, int last) {
    int low = Math.max(from, first);
    int high = Math.min(segment.last(), last);
    if (low <= high) {
      parts.computeIfAbsent(segment.owner(), owner -> new RangeList()).add(low, high);
    }
  }
}
