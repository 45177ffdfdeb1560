package org.fluxjvm.it.crash;

import java.sql.SQLException;
import java.util.Random;

/** Loses so many of a thousand commits, half of them after they were made. */
final class RandomCuts implements Database.Cuts {
  /** How many of a thousand: a system property. */
  static final String PER_MILLE = "crash.cuts";

  /** Which: a system property. */
  static final String SEED = "crash.cutsSeed";

  private final Random random;
  private final int perMille;

  private RandomCuts(long seed, int perMille) {
    this.random = new Random(seed);
    this.perMille = perMille;
  }

  /** As the system properties of this process say; none without them. */
  static RandomCuts atCommit() {
    return new RandomCuts(Long.getLong(SEED, 0), Integer.getInteger(PER_MILLE, 0));
  }

  @Override
  public void before() throws SQLException {
    cut();
  }

  @Override
  public void after() throws SQLException {
    cut();
  }

  private void cut() throws SQLException {
    if (random.nextInt(2000) < perMille) {
      throw Database.lost();
    }
  }
}
