package org.fluxjvm.metrics;

import io.micrometer.common.docs.KeyName;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;

/**
 * A tag of a meter, and how many values it can take.
 *
 * @param key the tag's key
 * @param meaning what the values name, in a few words; empty if they speak for themselves
 * @param values all values that can occur, empty if they come from a configuration
 * @param limit the number of values that can occur at most
 */
public record MeterTag(String key, String meaning, Set<String> values, int limit)
    implements KeyName {

  /** Makes a tag of a copy of the values, whose order stays. */
  public MeterTag {
    values = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(values));
  }

  /**
   * A tag whose values are known.
   *
   * @param key the tag's key
   * @param meaning what the values name
   * @param values all values that can occur
   * @return a tag
   */
  public static MeterTag oneOf(String key, String meaning, String... values) {
    SequencedSet<String> all = new LinkedHashSet<>(Arrays.asList(values));
    return new MeterTag(key, meaning, all, all.size());
  }

  /**
   * A tag whose values are names from a configuration.
   *
   * @param key the tag's key
   * @param meaning what the values name, and what happens above the limit
   * @param limit the number of values that can occur at most
   * @return a tag
   */
  public static MeterTag upTo(int limit, String key, String meaning) {
    return new MeterTag(key, meaning, Set.of(), limit);
  }

  /**
   * Whether a value can occur.
   *
   * @param value a tag's value
   * @return true if it is one of {@link #values}, or if those are not known beforehand
   */
  public boolean allows(String value) {
    return values.isEmpty() || values.contains(value);
  }

  @Override
  public String asString() {
    return key;
  }
}
