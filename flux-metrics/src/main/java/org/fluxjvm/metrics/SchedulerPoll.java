package org.fluxjvm.metrics;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import tools.jackson.databind.JsonNode;

/**
 * Asks which module schedules, and then for its statistics. Those that come with Flux, such as
 * sched-simple, give the same ones, to the instance owner only; others' are unsupported.
 */
final class SchedulerPoll implements Poll {
  /** Whatever its name, a scheduler registers this service (RFC 27). */
  private static final String SERVICE = "sched";

  private static final String MODULES = "module.list";

  @Override
  public String topic() {
    return "sched.stats-get";
  }

  @Override
  public CompletableFuture<Readings> ask(Rpc rpc) {
    return rpc.ask(MODULES, Map.of())
        .thenCompose(modules -> rpc.ask(scheduler(modules) + ".stats-get", Map.of()))
        .thenApply(this::read);
  }

  private String scheduler(JsonNode modules) {
    for (JsonNode module : modules.path("mods")) {
      for (JsonNode service : module.path("services")) {
        if (service.stringValue("").equals(SERVICE)) {
          return module.path("name").stringValue(SERVICE);
        }
      }
    }
    throw unsupported("no module is loaded that provides the service " + SERVICE);
  }

  private Readings read(JsonNode stats) {
    if (!stats.path("sched_passes").isNumber()) {
      throw unsupported("the statistics of this scheduler are of another kind");
    }
    return new Readings()
        .add(InstanceMeter.SCHED_PASSES, stats.path("sched_passes"), "schedule")
        .add(InstanceMeter.SCHED_PASSES, stats.path("forecast_passes"), "forecast")
        .add(InstanceMeter.SCHED_YIELDS, stats.path("sched_yields"), "schedule")
        .add(InstanceMeter.SCHED_YIELDS, stats.path("forecast_yields"), "forecast")
        .add(InstanceMeter.SCHED_PENDING, stats.path("pending_jobs"))
        .add(InstanceMeter.SCHED_DURATION, stats.path("sched_duration_ewma"))
        .add(InstanceMeter.SCHED_INTERVAL, stats.path("sched_interval_ewma"))
        .add(InstanceMeter.SCHED_DELAY, stats.path("sched_delay"));
  }

  private FluxException unsupported(String text) {
    return new FluxException(Errno.ENOSYS, topic(), text);
  }
}
