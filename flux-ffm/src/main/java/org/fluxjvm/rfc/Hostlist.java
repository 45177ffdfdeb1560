package org.fluxjvm.rfc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list of hosts (RFC 29): {@code node[00-15,20],login}.
 *
 * <p>Immutable. It is held as ranges, so its size in memory is that of its text, whatever a range
 * spans. The order is kept, and a host may come twice.
 */
public final class Hostlist {
  private static final Hostlist EMPTY = new Hostlist(List.of());

  private final List<HostRange> ranges;

  Hostlist(List<HostRange> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /**
   * The list without hosts.
   *
   * @return an empty list
   */
  public static Hostlist empty() {
    return EMPTY;
  }

  /**
   * The list of some hosts.
   *
   * @param hosts names of hosts, each without brackets
   * @return a list
   * @throws IllegalArgumentException if a name is empty, or has brackets, commas or blanks in it
   */
  public static Hostlist of(String... hosts) {
    List<HostRange> ranges = new ArrayList<>();
    for (String host : hosts) {
      ranges.add(HostRange.of(HostlistParser.checkHost(host)));
    }
    return merged(ranges);
  }

  /**
   * Reads a list.
   *
   * @param text hosts, divided by commas or blanks; digits at the end of a name may be ranges in
   *     brackets
   * @return the list
   * @throws IllegalArgumentException if the text is not a hostlist as RFC 29 has it
   */
  public static Hostlist parse(String text) {
    return merged(new HostlistParser(text).parse());
  }

  /** Makes one range of those that follow on each other. */
  private static Hostlist merged(List<HostRange> ranges) {
    List<HostRange> merged = new ArrayList<>();
    for (HostRange range : ranges) {
      if (!merged.isEmpty() && merged.getLast().isFollowedBy(range)) {
        merged.add(merged.removeLast().through(range));
      } else {
        merged.add(range);
      }
    }
    return merged.isEmpty() ? EMPTY : new Hostlist(merged);
  }

  /**
   * How many hosts there are, one that comes twice counted twice.
   *
   * @return 0 or more, {@link Long#MAX_VALUE} if a long does not hold it
   */
  public long count() {
    return ranges.stream().mapToLong(HostRange::count).reduce(0, Hostlist::sum);
  }

  private static long sum(long some, long more) {
    return some > Long.MAX_VALUE - more ? Long.MAX_VALUE : some + more;
  }

  /**
   * Whether there are no hosts.
   *
   * @return true if {@link #count} is 0
   */
  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /**
   * Whether a host is in the list.
   *
   * @param host the name of a host
   * @return true if it is
   */
  public boolean contains(String host) {
    HostRange wanted = HostRange.of(host);
    return ranges.stream().anyMatch(range -> range.includes(wanted));
  }

  /**
   * The hosts in order, made as they are asked for.
   *
   * @return a stream that may be very long: mind {@link #count}
   */
  public Stream<String> stream() {
    return ranges.stream().flatMap(HostRange::stream);
  }

  /**
   * This list with another behind it.
   *
   * @param other a list
   * @return a list
   */
  public Hostlist plus(Hostlist other) {
    List<HostRange> all = new ArrayList<>(ranges);
    all.addAll(other.ranges);
    return merged(all);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hostlist list && ranges.equals(list.ranges);
  }

  @Override
  public int hashCode() {
    return ranges.hashCode();
  }

  /**
   * Writes the list: hosts that differ in the digits at their end share brackets.
   *
   * @return what {@link #parse} reads back
   */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < ranges.size(); ) {
      int end = i + 1;
      while (end < ranges.size() && ranges.get(i).sharesPrefix(ranges.get(end))) {
        end++;
      }
      parts.add(together(ranges.subList(i, end)));
      i = end;
    }
    return String.join(",", parts);
  }

  private static String together(List<HostRange> alike) {
    HostRange first = alike.getFirst();
    if (alike.size() == 1 && first.count() == 1) {
      return first.stream().findFirst().orElseThrow();
    }
    return alike.stream()
        .map(HostRange::numbers)
        .collect(Collectors.joining(",", first.prefix() + "[", "]"));
  }
}
