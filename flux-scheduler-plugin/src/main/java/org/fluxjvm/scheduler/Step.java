package org.fluxjvm.scheduler;

import java.util.concurrent.CompletableFuture;

/** Where a run goes on after a step of the protocol. */
sealed interface Step {
  /** How the present state of a run came about. */
  enum Origin {
    /** By this thread, over a connection that has not been lost since. */
    OWN,
    /** Otherwise: what Flux has stored is to be looked at before anything is done. */
    INHERITED
  }

  /**
   * There is more to do.
   *
   * @param run the run as it is now
   * @param origin how it got there
   */
  record On(RunRecord run, Origin origin) implements Step {}

  /** What follows upon a wait. */
  @FunctionalInterface
  interface Next {
    Step step() throws DetachedException, SupersededException;
  }

  /** Nothing is to be done now: no thread is needed. */
  sealed interface Rest extends Step {}

  /**
   * Nothing is to be done before something happens, which may take days.
   *
   * @param run the run as it is now
   * @param until completes when it has, in whatever way
   * @param then what is to be done then
   */
  record Wait(RunRecord run, CompletableFuture<?> until, Next then) implements Rest {}

  /**
   * The run is over.
   *
   * @param result how it ended
   */
  record Over(RunResult result) implements Rest {}

  static Step own(RunRecord run) {
    return new On(run, Origin.OWN);
  }

  static Step inherited(RunRecord run) {
    return new On(run, Origin.INHERITED);
  }
}
