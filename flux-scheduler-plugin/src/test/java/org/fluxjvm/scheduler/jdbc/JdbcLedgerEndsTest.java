package org.fluxjvm.scheduler.jdbc;

import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunLedgerEndsContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("org.fluxjvm.scheduler.jdbc.TestDatabase#all")
class JdbcLedgerEndsTest extends RunLedgerEndsContract {
  private final TestDatabase database;

  JdbcLedgerEndsTest(TestDatabase database) {
    this.database = database;
  }

  @Override
  protected RunLedger emptyLedger() {
    return database.emptyLedger(clock);
  }
}
