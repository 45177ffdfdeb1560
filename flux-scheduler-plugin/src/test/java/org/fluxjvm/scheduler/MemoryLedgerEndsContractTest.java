package org.fluxjvm.scheduler;

class MemoryLedgerEndsContractTest extends RunLedgerEndsContract {
  @Override
  protected RunLedger emptyLedger() {
    return new MemoryLedger(clock);
  }
}
