package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;

/**
 * One meter of those that share a name.
 *
 * @param meter which name
 * @param values the values of its tags, in the order of {@link DocumentedMeter#tags}
 */
record Series(DocumentedMeter meter, List<String> values) {
  Series {
    values = List.copyOf(values);
    if (values.size() != meter.tags().size()) {
      throw new IllegalArgumentException(
          meter.getName() + " has the tags " + meter.tags() + ", not " + values);
    }
  }

  Tags tags() {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      tags.add(Tag.of(meter.tags().get(i).key(), values.get(i)));
    }
    return Tags.of(tags);
  }
}
