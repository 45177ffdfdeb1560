package org.fluxjvm.scheduler;

class MemoryLedgerRacesTest extends RunLedgerRaces {
  @Override
  protected RunLedger emptyLedger() {
    return new MemoryLedger(clock);
  }
}
