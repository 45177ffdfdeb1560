package org.fluxjvm.it.libflux;

import org.fluxjvm.Flux;

/** Prints how many seconds the job has left that it is the command of. */
final class TimeLeftProgram {
  private TimeLeftProgram() {}

  public static void main(String[] args) {
    try (Flux flux = Flux.open()) {
      System.out.println(flux.jobs().timeLeft().orElseThrow().toSeconds());
    }
  }
}
