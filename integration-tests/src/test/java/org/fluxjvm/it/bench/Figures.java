package org.fluxjvm.it.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What was measured of one thing, again and again. */
record Figures(List<Double> values) {
  static Figures together(Stream<Figures> figures) {
    return new Figures(figures.flatMap(some -> some.values.stream()).toList());
  }

  /** The value that so many percent do not exceed. */
  double percentile(double percent) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }

  double median() {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double min() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double max() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** These by those, pair by pair: the machine's mood is in both. */
  Figures by(Figures others) {
    double[] ratios = new double[values.size()];
    Arrays.setAll(ratios, i -> values.get(i) / others.values.get(i));
    return new Figures(Arrays.stream(ratios).boxed().toList());
  }
}
