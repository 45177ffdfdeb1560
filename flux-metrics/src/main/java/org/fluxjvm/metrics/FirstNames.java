package org.fluxjvm.metrics;

import java.util.HashSet;
import java.util.Set;

/**
 * Bounds the values of a tag that come from a configuration: the names that come first are values,
 * all others are {@link QueueLabel#OTHER}. Safe from any thread.
 */
public final class FirstNames {
  private final int limit;
  private final Set<String> names = new HashSet<>();

  /**
   * No name has come yet.
   *
   * @param limit how many names are values of their own
   */
  public FirstNames(int limit) {
    this.limit = limit;
  }

  /**
   * The value for a name.
   *
   * @param name a name
   * @return the name, if it is one of the first
   */
  public synchronized String label(String name) {
    boolean isFirst = names.contains(name) || (names.size() < limit && names.add(name));
    return isFirst ? name : QueueLabel.OTHER;
  }
}
