package org.fluxjvm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.fluxjvm.rfc.FluxDuration;
import tools.jackson.databind.JsonNode;

/** What the configuration of an instance says of a queue: its own policy, else that of all. */
record QueuePolicy(JsonNode config, String queue) {
  private static final String LIMITS = "/limits";
  private static final String DEFAULTS = "/jobspec/defaults/system";

  boolean isDefault() {
    return config.at("/policy" + DEFAULTS + "/queue").asString("").equals(queue);
  }

  Optional<Duration> defaultDuration() {
    return duration(DEFAULTS + "/duration");
  }

  QueueLimits limits() {
    return new QueueLimits(size("min"), size("max"), duration(LIMITS + "/duration"));
  }

  List<String> requires() {
    return config
        .path("queues")
        .path(queue)
        .path("requires")
        .valueStream()
        .map(property -> property.asString(""))
        .toList();
  }

  private QueueSize size(String bound) {
    String path = LIMITS + "/job-size/" + bound;
    return new QueueSize(
        number(path + "/nnodes"), number(path + "/ncores"), number(path + "/ngpus"));
  }

  private OptionalLong number(String path) {
    JsonNode value = value(path);
    boolean bounded = value.isIntegralNumber() && value.longValue() >= 0;
    return bounded ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
  }

  /** An infinite duration is none. */
  private Optional<Duration> duration(String path) {
    JsonNode value = value(path);
    double seconds =
        value.isString() ? FluxDuration.parseSeconds(value.stringValue()) : value.asDouble(0);
    return seconds > 0 && Double.isFinite(seconds)
        ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000)))
        : Optional.empty();
  }

  private JsonNode value(String path) {
    JsonNode own = config.path("queues").path(queue).at("/policy" + path);
    return own.isMissingNode() ? config.at("/policy" + path) : own;
  }
}
