package org.fluxjvm.connector.embedded;

import java.util.Locale;

/** The states of a job (RFC 21), each with its bit in {@code flux_job_state_t}. */
enum JobState {
  NEW(1),
  DEPEND(2),
  PRIORITY(4),
  SCHED(8),
  RUN(16),
  CLEANUP(32),
  INACTIVE(64);

  static final int PENDING = 2 | 4 | 8;
  static final int RUNNING = 16 | 32;
  static final int ACTIVE = PENDING | RUNNING;
  static final int ALL = 127;

  private final int bit;

  JobState(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
