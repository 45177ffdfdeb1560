package org.fluxjvm.it.junit;

import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test classes, and says how many tests and containers of them were skipped. */
final class LauncherProgram {
  private LauncherProgram() {}

  public static void main(String[] classes) {
    for (String name : classes) {
      EngineExecutionResults results =
          EngineTestKit.engine("junit-jupiter")
              .selectors(DiscoverySelectors.selectClass(name))
              .execute();
      System.out.printf(
          "%d tests succeeded, %d failed, %d and %d containers skipped%n",
          results.testEvents().succeeded().count(),
          results.allEvents().failed().count(),
          results.testEvents().skipped().count(),
          results.containerEvents().skipped().count());
    }
  }
}
