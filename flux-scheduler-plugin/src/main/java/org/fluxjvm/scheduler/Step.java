package org.fluxjvm.scheduler;

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

  /**
   * The run is over.
   *
   * @param result how it ended
   */
  record Over(RunResult result) implements Step {}

  static Step own(RunRecord run) {
    return new On(run, Origin.OWN);
  }

  static Step inherited(RunRecord run) {
    return new On(run, Origin.INHERITED);
  }
}
