package org.fluxjvm;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A queue of an instance. One without named queues has a single one, whose name is empty.
 *
 * @param name the name
 * @param enabled whether it takes jobs
 * @param disableReason why it takes none
 * @param started whether its jobs are given resources
 * @param stopReason why they are not
 */
public record QueueInfo(
    String name,
    boolean enabled,
    Optional<String> disableReason,
    boolean started,
    Optional<String> stopReason) {

  static QueueInfo read(String name, JsonNode status) {
    return new QueueInfo(
        name,
        status.path("enable").asBoolean(false),
        status.path("disable_reason").stringValueOpt(),
        status.path("start").asBoolean(false),
        status.path("stop_reason").stringValueOpt());
  }
}
