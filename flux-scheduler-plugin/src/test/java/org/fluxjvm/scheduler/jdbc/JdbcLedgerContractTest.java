package org.fluxjvm.scheduler.jdbc;

import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunLedgerContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("org.fluxjvm.scheduler.jdbc.TestDatabase#all")
class JdbcLedgerContractTest extends RunLedgerContract {
  private final TestDatabase database;

  JdbcLedgerContractTest(TestDatabase database) {
    this.database = database;
  }

  @Override
  protected RunLedger emptyLedger() {
    return database.emptyLedger(clock);
  }
}
