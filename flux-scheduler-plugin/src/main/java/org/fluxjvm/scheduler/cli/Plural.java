package org.fluxjvm.scheduler.cli;

/** Numbers of things. */
final class Plural {
  private Plural() {}

  static String of(int count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
