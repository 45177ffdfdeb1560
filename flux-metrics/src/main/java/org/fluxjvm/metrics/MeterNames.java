package org.fluxjvm.metrics;

/** How a prefix is put before names. */
final class MeterNames {
  private MeterNames() {}

  static String prefix(String word) {
    return word.isEmpty() || word.endsWith(".") ? word : word + ".";
  }
}
