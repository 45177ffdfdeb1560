package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

/**
 * What all meters of a binder have in common.
 *
 * @param prefix stands before all names; empty, or ends in a dot
 * @param tags what they have besides their own tags
 */
record MeterSettings(String prefix, Tags tags) {
  static final MeterSettings DEFAULT = new MeterSettings("", Tags.empty());

  MeterSettings {
    prefix = prefix.isEmpty() || prefix.endsWith(".") ? prefix : prefix + ".";
  }

  MeterSettings withPrefix(String word) {
    return new MeterSettings(word, tags);
  }

  MeterSettings withTags(Iterable<Tag> others) {
    return new MeterSettings(prefix, Tags.of(others));
  }

  String name(DocumentedMeter meter) {
    return prefix + meter.getName();
  }

  /** The meter's own tags win, or one name could have two sets of keys. */
  Tags tags(Series series) {
    return tags.and(series.tags());
  }
}
