package org.fluxjvm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A queue of an instance. One without named queues has a single one, whose name is empty.
 *
 * @param name the name
 * @param isDefault whether jobs that name no queue go there
 * @param enabled whether it takes jobs
 * @param disableReason why it takes none
 * @param started whether its jobs are given resources
 * @param stopReason why they are not
 * @param defaultDuration the time limit of jobs that set none
 * @param limits what jobs it takes
 * @param requires the properties that its resources have (RFC 31), all resources if none
 */
public record QueueInfo(
    String name,
    boolean isDefault,
    boolean enabled,
    Optional<String> disableReason,
    boolean started,
    Optional<String> stopReason,
    Optional<Duration> defaultDuration,
    QueueLimits limits,
    List<String> requires) {
  /** Copies the list. */
  public QueueInfo {
    requires = List.copyOf(requires);
  }

  static QueueInfo read(String name, JsonNode status, JsonNode config) {
    QueuePolicy policy = new QueuePolicy(config, name);
    return new QueueInfo(
        name,
        policy.isDefault(),
        status.path("enable").asBoolean(false),
        status.path("disable_reason").stringValueOpt(),
        status.path("start").asBoolean(false),
        status.path("stop_reason").stringValueOpt(),
        policy.defaultDuration(),
        policy.limits(),
        policy.requires());
  }
}
