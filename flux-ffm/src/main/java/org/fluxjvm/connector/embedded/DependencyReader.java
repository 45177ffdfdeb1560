package org.fluxjvm.connector.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.rfc.Fluid;
import tools.jackson.databind.JsonNode;

/** Reads the dependencies of a jobspec that is submitted, and refuses what can never be met. */
record DependencyReader(Jobs jobs, Exchange exchange) {
  List<Dependency> read(JsonNode system) {
    List<Dependency> all = new ArrayList<>();
    for (JsonNode entry : system.path("dependencies")) {
      String scheme = entry.path("scheme").asString("");
      all.add(
          scheme.equals("singleton")
              ? singleton(system)
              : read(scheme, entry.path("value").asString("")));
    }
    return all;
  }

  private Dependency singleton(JsonNode system) {
    if (Singletons.name(system).isEmpty()) {
      throw refused("singleton jobs require a job name");
    }
    return new Dependency.Singleton();
  }

  private Dependency read(String scheme, String value) {
    if (scheme.equals("begin-time")) {
      return new Dependency.BeginTime(time(value));
    }
    AfterType type =
        AfterType.of(scheme)
            .orElseThrow(() -> refused("dependency scheme \"" + scheme + "\" not supported"));
    EmbeddedJob target =
        job(value).orElseThrow(() -> refused(scheme + ": id " + value + ": job not found"));
    exchange.authorize(target.submitted().userid(), scheme + ": Permission denied for " + value);
    if (target.state() == JobState.INACTIVE && !type.isMetBy(target)) {
      throw refused("dependency: " + scheme + ": job " + value + " can never satisfy it");
    }
    return new Dependency.After(type, target, value);
  }

  private double time(String value) {
    try {
      double seconds = Double.parseDouble(value);
      if (seconds >= 0 && Double.isFinite(seconds)) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a time before the epoch.
    }
    throw refused("Invalid begin-time=" + value);
  }

  private Optional<EmbeddedJob> job(String value) {
    try {
      return jobs.find(Fluid.decode(value));
    } catch (IllegalArgumentException e) {
      throw refused("dependency: \"" + value + "\" is not a valid jobid");
    }
  }

  private FluxException refused(String text) {
    return exchange.error(Errno.EINVAL, text);
  }
}
