package org.fluxjvm.connector.embedded;

/** How a job ended, each with its bit in {@code flux_job_result_t}. */
enum JobOutcome {
  COMPLETED(1, "successful"),
  FAILED(2, "failed"),
  CANCELED(4, "canceled"),
  TIMEOUT(8, "timeout");

  static final int ALL = 15;

  private final int bit;
  private final String counter;

  JobOutcome(int bit, String counter) {
    this.bit = bit;
    this.counter = counter;
  }

  int bit() {
    return bit;
  }

  /** Its member in the answer of {@code job-list.job-stats}. */
  String counter() {
    return counter;
  }
}
