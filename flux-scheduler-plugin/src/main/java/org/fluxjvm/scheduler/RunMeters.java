package org.fluxjvm.scheduler;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fluxjvm.metrics.DocumentedMeters;
import org.fluxjvm.metrics.MeterTag;

/**
 * The meters of one scheduler's runs: its name is their first tag. Those of several schedulers go
 * to one registry side by side.
 *
 * @param scheduler its name
 * @param meters all of them
 */
record RunMeters(String scheduler, DocumentedMeters meters) {
  /** The tags besides the scheduler's name. */
  static List<MeterTag> tags(RunMeter meter) {
    return meter.tags().subList(1, meter.tags().size());
  }

  void gauge(RunMeter meter, Supplier<Number> value, String... tags) {
    meters.gauge(meter, value, named(tags));
  }

  /** Has a meter there at 0. */
  void prepare(RunMeter meter, String... tags) {
    meters.prepare(meter, named(tags));
  }

  void count(RunMeter meter, String... tags) {
    meters.count(meter, named(tags));
  }

  void record(RunMeter meter, Duration time, String... tags) {
    meters.record(meter, time, named(tags));
  }

  void removeAll() {
    meters.removeAll();
  }

  private String[] named(String... tags) {
    return Stream.concat(Stream.of(scheduler), Stream.of(tags)).toArray(String[]::new);
  }
}
