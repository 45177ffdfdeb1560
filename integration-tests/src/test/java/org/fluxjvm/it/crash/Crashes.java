package org.fluxjvm.it.crash;

/** How much is tried: {@code -Dcrash.all=true} for all, at any length. */
final class Crashes {
  private Crashes() {}

  static boolean all() {
    return Boolean.getBoolean("crash.all");
  }
}
