package org.fluxjvm.scheduler.schedule;

import java.util.Collection;

/** What is said about a key that does not belong where it stands. */
final class UnknownKey {
  private UnknownKey() {}

  static String text(String key, Collection<String> allowed) {
    boolean belongsToJobs = Key.OF_JOB.containsKey(key);
    return (belongsToJobs
            ? "key %s is not allowed here".formatted(Quoted.quoted(key))
            : "unknown key %s%s".formatted(Quoted.quoted(key), Nearest.hint(key, allowed)))
        + "; allowed are "
        + String.join(", ", allowed);
  }
}
