package org.fluxjvm.connector.libflux;

import java.lang.foreign.MemorySegment;
import org.fluxjvm.connector.ClientObserver;

/** Tells an observer how long the event loop was busy with what libflux-core called it for. */
record ObservedUpcalls(Upcalls.Target target, ClientObserver observer) implements Upcalls.Target {
  static Upcalls.Target around(Upcalls.Target target, ClientObserver observer) {
    return ClientObserver.NONE.equals(observer) ? target : new ObservedUpcalls(target, observer);
  }

  @Override
  public void onResponse(MemorySegment future, int slot) {
    long start = System.nanoTime();
    target.onResponse(future, slot);
    observer.onLoopWork(System.nanoTime() - start);
  }

  @Override
  public void onWakeup() {
    long start = System.nanoTime();
    target.onWakeup();
    observer.onLoopWork(System.nanoTime() - start);
  }
}
