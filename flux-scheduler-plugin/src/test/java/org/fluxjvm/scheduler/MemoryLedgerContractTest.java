package org.fluxjvm.scheduler;

class MemoryLedgerContractTest extends RunLedgerContract {
  @Override
  protected RunLedger emptyLedger() {
    return new MemoryLedger(clock);
  }
}
