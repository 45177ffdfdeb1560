package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes the documentation of meters in Markdown, one section to a binder.
 *
 * <p>Needs {@code micrometer-registry-prometheus}, whose names it shows.
 */
public final class MeterReference {
  private static final String HEADING = "## ";

  private MeterReference() {}

  /**
   * Replaces the section of one binder in a document, or appends it.
   *
   * @param document the text as it is, with a line {@code ## heading} above each section
   * @param heading the section's heading
   * @param meters what the binder registers
   * @return the text with that section up to date, the others as they were
   */
  public static String replace(
      String document, String heading, List<? extends DocumentedMeter> meters) {
    String title = HEADING + heading + "\n";
    String section = title + "\n" + table(meters);
    int start = ("\n" + document).indexOf("\n" + title);
    if (start < 0) {
      return document.stripTrailing() + "\n\n" + section;
    }
    int next = document.indexOf("\n" + HEADING, start + title.length());
    String rest = next < 0 ? "" : document.substring(next);
    return document.substring(0, start) + section + rest;
  }

  private static String table(List<? extends DocumentedMeter> meters) {
    return "| Meter | In Prometheus | Type | Unit | Tags | What it says |\n"
        + "|---|---|---|---|---|---|\n"
        + meters.stream().map(MeterReference::row).collect(Collectors.joining());
  }

  private static String row(DocumentedMeter meter) {
    String unit = meter.getType() == Meter.Type.TIMER ? "seconds" : meter.getBaseUnit();
    String prometheus = prometheusName(meter);
    return String.join(
            " | ",
            "| `" + meter.getName() + "`",
            "`" + prometheus + "`",
            meter.getType().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            unit == null ? "" : unit,
            meter.tags().stream().map(MeterReference::tag).collect(Collectors.joining("<br>")),
            meter.description() + buckets(meter) + " |")
        + "\n";
  }

  /** The values of the label {@code le} that Prometheus gives to a timer's buckets. */
  private static String buckets(DocumentedMeter meter) {
    if (meter.buckets().isEmpty()) {
      return "";
    }
    return meter.buckets().stream()
        .map(bound -> "`" + bound.toNanos() / 1e9 + "`")
        .collect(Collectors.joining(", ", "<br>`_bucket` up to ", " seconds"));
  }

  /**
   * The name of a meter in Prometheus, with the default prefix.
   *
   * @param meter the meter
   * @return its name, to which a timer adds {@code _count}, {@code _sum}, {@code _max}, and {@code
   *     _bucket} if it has {@linkplain DocumentedMeter#buckets buckets}
   */
  public static String prometheusName(DocumentedMeter meter) {
    // The convention leaves what ends a counter's name to the writer of the format.
    String name =
        new PrometheusNamingConvention()
            .name(meter.getName(), meter.getType(), meter.getBaseUnit());
    boolean bare = meter.getType() == Meter.Type.COUNTER && !name.endsWith("_total");
    return bare ? name + "_total" : name;
  }

  private static String tag(MeterTag tag) {
    String values =
        tag.values().stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
    String meaning = tag.meaning().isEmpty() ? "" : ": " + tag.meaning();
    return "`" + tag.key() + "`" + meaning + (values.isEmpty() ? "" : ": " + values);
  }
}
