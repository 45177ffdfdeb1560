package org.fluxjvm.it.crash;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fluxjvm.scheduler.RunReport;
import org.fluxjvm.scheduler.RunState;

/**
 * What became of firings.
 *
 * @param fired how many were stored
 * @param lost those that neither ran nor are said to be uncertain
 * @param twice those that ran more than once
 * @param failed those whose ledger has another end than their job
 * @param uncertain those that nobody can tell the end of
 * @param unfounded those of them of which the ledger could tell
 */
record Balance(
    int fired,
    Set<String> lost,
    Set<String> twice,
    Set<String> failed,
    Set<String> uncertain,
    Set<String> unfounded) {

  static Balance of(
      List<String> fired, List<RunReport> reports, Witness witness, Predicate<RunReport> inDoubt) {
    Map<String, Long> ran =
        witness.lines().stream()
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    Map<String, RunReport> known = new HashMap<>();
    reports.forEach(report -> known.put(name(report), report));
    Balance balance =
        new Balance(
            fired.size(),
            new TreeSet<>(fired),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>());
    balance.lost.removeAll(known.keySet());
    ran.forEach((name, times) -> balance.addIf(times > 1, balance.twice, name));
    known.forEach((name, report) -> balance.add(name, report, ran.containsKey(name), inDoubt));
    return balance;
  }

  private void add(String name, RunReport report, boolean ran, Predicate<RunReport> inDoubt) {
    if (report.run().state() instanceof RunState.Uncertain) {
      uncertain.add(name);
      addIf(!inDoubt.test(report), unfounded, name + " " + report);
    } else if (!ran) {
      lost.add(name + " " + report);
    } else {
      addIf(!isCompleted(report), failed, name + " " + report);
    }
  }

  private void addIf(boolean condition, Set<String> names, String name) {
    if (condition) {
      names.add(name);
    }
  }

  private static boolean isCompleted(RunReport report) {
    return report.run().state() instanceof RunState.Done done && done.end().isSuccess();
  }

  private static String name(RunReport report) {
    return report.run().key().trigger().substring(SchedulerProgram.GROUP.length() + 1);
  }

  /** In figures. */
  String counts() {
    return "%d firings, %d lost, %d twice, %d failed, %d uncertain, %d of them unfounded"
        .formatted(
            fired, lost.size(), twice.size(), failed.size(), uncertain.size(), unfounded.size());
  }
}
