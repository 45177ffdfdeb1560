package org.fluxjvm.it.bench;

import java.io.IOException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Has the Java client run rounds of jobs until the just-in-time compiler has little left to do, as
 * in a client that lives long.
 *
 * <p>What runs once per job is compiled for the second time after some 5000 jobs, most of it in the
 * thousand jobs after that: a client that looks quiet before has the larger part still to come.
 */
final class WarmUp {
  private static final int LEAST_ROUNDS = 8;
  private static final int MOST_ROUNDS = 30;
  private static final int QUIET_ROUNDS = 3;
  private static final double QUIET = 20e-6;

  private final int jobsPerRound;

  WarmUp(int jobsPerRound) {
    this.jobsPerRound = jobsPerRound;
  }

  /**
   * Warms up one way of running jobs.
   *
   * @return how many jobs that took
   */
  int run(ClientProcess client, String command) throws IOException {
    int rounds = 0;
    int quiet = 0;
    while (rounds < MOST_ROUNDS && (rounds < LEAST_ROUNDS || quiet < QUIET_ROUNDS)) {
      JsonNode answer = client.run(command, jobsPerRound);
      double compiling = answer.path("compiling").asDouble() / jobsPerRound;
      quiet = compiling < QUIET ? quiet + 1 : 0;
      rounds++;
    }
    return rounds * jobsPerRound;
  }

  /** When it ends, as a part of a sentence. */
  String rule() {
    return String.format(
        Locale.ROOT,
        "at least %d rounds of %d jobs, until the compilers use less than %.0f µs of CPU per job in"
            + " %d of them in a row, and at most %d rounds",
        LEAST_ROUNDS,
        jobsPerRound,
        QUIET * 1e6,
        QUIET_ROUNDS,
        MOST_ROUNDS);
  }
}
