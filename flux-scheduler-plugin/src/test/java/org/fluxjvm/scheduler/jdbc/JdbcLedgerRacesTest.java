package org.fluxjvm.scheduler.jdbc;

import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunLedgerRaces;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("org.fluxjvm.scheduler.jdbc.TestDatabase#all")
class JdbcLedgerRacesTest extends RunLedgerRaces {
  private final TestDatabase database;

  JdbcLedgerRacesTest(TestDatabase database) {
    this.database = database;
  }

  @Override
  protected RunLedger emptyLedger() {
    return database.emptyLedger(clock);
  }
}
