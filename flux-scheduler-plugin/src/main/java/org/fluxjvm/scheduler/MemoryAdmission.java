package org.fluxjvm.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Keeps the limits of the runs of one process. */
final class MemoryAdmission implements RunAdmission {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final double NANOS = 1e9;

  private record Admitted(String job, Attempt attempt) {}

  private final RunLedger ledger;
  private final Map<RunKey, Admitted> admitted = new HashMap<>();
  private final Map<String, Instant> free = new HashMap<>();

  MemoryAdmission(RunLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public synchronized Admission admit(RunRecord run, RunLimits limits, Instant now) {
    if (limits.concurrency().isPresent()) {
      int most = limits.concurrency().getAsInt();
      admitted.entrySet().removeIf(known -> !holds(known.getKey(), known.getValue()));
      long others =
          ledger.open(run.key().scheduler()).stream()
              .filter(other -> other.job().equals(run.job()) && !other.key().equals(run.key()))
              .filter(
                  other ->
                      other.state() instanceof RunState.Placed || admitted.containsKey(other.key()))
              .count();
      if (others >= most) {
        String reason = "concurrency: %d of %d runs of %s".formatted(others, most, run.job());
        return new Admission.Waiting(reason, now.plus(SOON));
      }
    }
    if (limits.submitsPerSecond().isPresent()) {
      Instant next = free.getOrDefault(limits.queue(), Instant.MIN);
      if (next.isAfter(now)) {
        return new Admission.Waiting("the submission rate of its queue", next);
      }
      long pause = (long) (NANOS / limits.submitsPerSecond().getAsDouble());
      free.put(limits.queue(), now.plusNanos(pause));
    }
    if (limits.concurrency().isPresent()) {
      admitted.put(run.key(), new Admitted(run.job(), run.attempt()));
    }
    return new Admission.Admitted();
  }

  private boolean holds(RunKey key, Admitted known) {
    return ledger
        .find(key)
        .filter(run -> run.state() instanceof RunState.Open)
        .filter(run -> run.attempt().equals(known.attempt()))
        .isPresent();
  }
}
