package org.fluxjvm.scheduler.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.fluxjvm.metrics.HostPort;
import org.quartz.Scheduler;

/** The metrics of a session, if they are shown. */
record Metered(Optional<Telemetry> telemetry) implements AutoCloseable {
  /** Takes the first address that is free; none if there are none. */
  static Metered at(List<HostPort> addresses, Scheduler scheduler, Observed flux) {
    IOException taken = null;
    for (HostPort address : addresses) {
      try {
        return new Metered(Optional.of(Telemetry.open(address, scheduler, flux)));
      } catch (IOException e) {
        taken = e;
      }
    }
    if (taken != null) {
      throw new Failure(
          Failure.FAILED,
          "metrics: %s (--http HOST:PORT), or none (--http none)".formatted(taken.getMessage()),
          taken);
    }
    return new Metered(Optional.empty());
  }

  @Override
  public void close() {
    telemetry.ifPresent(Telemetry::close);
  }
}
