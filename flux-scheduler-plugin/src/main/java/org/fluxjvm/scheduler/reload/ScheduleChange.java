package org.fluxjvm.scheduler.reload;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is different between the jobs that a scheduler has of a schedule file and those that the
 * file has now. Names of jobs, in the order of the file; those removed in that of the scheduler.
 *
 * @param added those that the scheduler does not have
 * @param changed those that it has otherwise
 * @param rescheduled those among the changed that fire otherwise; the others keep their triggers
 * @param removed those that the file does not have
 * @param unchanged those that are the same in both, those among them that never fire again too
 */
public record ScheduleChange(
    List<String> added,
    List<String> changed,
    Set<String> rescheduled,
    List<String> removed,
    List<String> unchanged) {

  /** Copies the lists. */
  public ScheduleChange {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    rescheduled = Set.copyOf(rescheduled);
    removed = List.copyOf(removed);
    unchanged = List.copyOf(unchanged);
  }

  static ScheduleChange between(Map<String, Definition> installed, Map<String, Definition> wanted) {
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    Set<String> rescheduled = new LinkedHashSet<>();
    List<String> unchanged = new ArrayList<>();
    wanted.forEach(
        (name, now) -> {
          Definition before = installed.get(name);
          if (before == null) {
            added.add(name);
          } else if (before.equals(now)) {
            unchanged.add(name);
          } else {
            changed.add(name);
            if (!before.firesAs(now)) {
              rescheduled.add(name);
            }
          }
        });
    List<String> removed =
        installed.keySet().stream().filter(name -> !wanted.containsKey(name)).toList();
    return new ScheduleChange(added, changed, rescheduled, removed, unchanged);
  }

  /**
   * Whether both are the same.
   *
   * @return true if there is nothing to do
   */
  public boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }

  /** One line: {@code 1 added (mail), 2 changed (report, sweep), 1 removed (old), 7 unchanged}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    part(parts, added, "added");
    part(parts, changed, "changed");
    part(parts, removed, "removed");
    parts.add(unchanged.size() + " unchanged");
    return String.join(", ", parts);
  }

  private static void part(List<String> parts, List<String> names, String what) {
    if (!names.isEmpty()) {
      parts.add("%d %s (%s)".formatted(names.size(), what, String.join(", ", names)));
    }
  }
}
