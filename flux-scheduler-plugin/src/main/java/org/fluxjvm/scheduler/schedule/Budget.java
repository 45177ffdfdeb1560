package org.fluxjvm.scheduler.schedule;

/** How many fires may still be computed. */
final class Budget {
  private long left;

  Budget(long fires) {
    this.left = fires;
  }

  void spend(long fires) {
    left -= fires;
  }

  boolean isSpent() {
    return left <= 0;
  }
}
