package org.fluxjvm.scheduler.monitoring;

import io.micrometer.core.instrument.Meter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxjvm.metrics.ClientMeter;
import org.fluxjvm.metrics.DocumentedMeter;
import org.fluxjvm.metrics.InstanceMeter;
import org.fluxjvm.metrics.JobMeter;
import org.fluxjvm.metrics.MeterReference;
import org.fluxjvm.metrics.MeterTag;
import org.fluxjvm.scheduler.RunMeter;
import org.fluxjvm.scheduler.quartz.QuartzMeter;
import org.fluxjvm.scheduler.quartz.ScheduleMeter;
import org.jspecify.annotations.Nullable;

/** The time series that the documented meters are in Prometheus, and a few that others make. */
final class KnownSeries {
  private static final Map<String, List<String>> OTHERS =
      Map.of(
          "up", List.of(),
          "jvm_memory_used_bytes", List.of("area", "id"),
          "jvm_memory_max_bytes", List.of("area", "id"));

  private final Map<String, DocumentedMeter> meters = new HashMap<>();

  KnownSeries() {
    Stream.<DocumentedMeter[]>of(
            InstanceMeter.values(),
            JobMeter.values(),
            ClientMeter.values(),
            RunMeter.values(),
            QuartzMeter.values(),
            ScheduleMeter.values())
        .flatMap(Arrays::stream)
        .forEach(this::add);
  }

  private void add(DocumentedMeter meter) {
    String name = MeterReference.prometheusName(meter);
    if (meter.getType() == Meter.Type.TIMER) {
      Stream.of("_count", "_sum", "_max").forEach(end -> meters.put(name + end, meter));
      if (!meter.buckets().isEmpty()) {
        meters.put(name + "_bucket", meter);
      }
    } else {
      meters.put(name, meter);
    }
  }

  /** What is wrong with a selector, empty if there can be such series. */
  String complaint(Selector selector) {
    DocumentedMeter meter = meters.get(selector.name());
    List<String> others = OTHERS.get(selector.name());
    if (meter == null && others == null) {
      return "no meter is called " + selector.name();
    }
    for (Selector.Label label : selector.matchers()) {
      if (!List.of("job", "instance").contains(label.key()) && !fits(label, meter, others)) {
        return "%s has no label %s".formatted(selector.name(), label);
      }
    }
    return "";
  }

  private static boolean fits(
      Selector.Label label, @Nullable DocumentedMeter meter, @Nullable List<String> others) {
    if (meter == null) {
      return others != null && others.contains(label.key());
    }
    return meter.tags().stream()
        .filter(tag -> tag.key().equals(label.key()))
        .anyMatch(tag -> label.values().stream().allMatch(tag::allows));
  }

  /** Whether it is a gauge that all schedulers on one instance and ledger show alike. */
  boolean isShared(Selector selector) {
    DocumentedMeter meter = meters.get(selector.name());
    boolean isOfInstance =
        meter instanceof InstanceMeter polled
            && polled != InstanceMeter.UP
            && polled.getType() == Meter.Type.GAUGE;
    return isOfInstance || meter == ScheduleMeter.UNCERTAIN;
  }

  /** A series that a selector finds, of one program. */
  String example(Selector selector, String instance) {
    DocumentedMeter meter = Objects.requireNonNull(meters.get(selector.name()));
    Stream<String> tags =
        meter.tags().stream().map(tag -> "%s=\"%s\"".formatted(tag.key(), value(tag, selector)));
    return "%s{%s}"
        .formatted(
            selector.name(),
            Stream.concat(Stream.of("job=\"x\"", "instance=\"%s\"".formatted(instance)), tags)
                .collect(Collectors.joining(", ")));
  }

  private static String value(MeterTag tag, Selector selector) {
    return selector.matchers().stream()
        .filter(label -> label.key().equals(tag.key()))
        .map(label -> label.values().getFirst())
        .findFirst()
        .orElseGet(() -> tag.values().stream().findFirst().orElse("one"));
  }

  /** Whether a series only grows, so that it has a rate. */
  boolean isCumulative(String name) {
    DocumentedMeter meter = meters.get(name);
    return meter != null
        && switch (meter.getType()) {
          case COUNTER -> true;
          case TIMER -> !name.endsWith("_max");
          default -> false;
        };
  }
}
