package org.fluxjvm.metrics;

import java.util.function.Supplier;

/**
 * The value of a counter that a poll reads. An answer that lacks it ends the counter, but a scrape
 * may come before it is removed: it is not to see a counter that is no number.
 */
final class LastKnown implements Supplier<Number> {
  private final PolledGroup group;
  private final Series series;
  private volatile double last;

  LastKnown(PolledGroup group, Series series) {
    this.group = group;
    this.series = series;
  }

  @Override
  public Number get() {
    double now = group.value(series);
    if (!Double.isNaN(now)) {
      last = now;
    }
    return last;
  }
}
