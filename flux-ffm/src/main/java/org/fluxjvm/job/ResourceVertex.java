package org.fluxjvm.job;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A step of a walk over the resources of a jobspec.
 *
 * @param parent the resource that this one is listed in, empty at the top
 * @param resource the resource
 * @param count how many are asked for in all: its count times those of the resources above it
 */
public record ResourceVertex(Optional<JsonNode> parent, JsonNode resource, long count) {
  /**
   * The type of the resource.
   *
   * @return like {@code node}, {@code slot}, {@code core} or {@code gpu}
   */
  public String type() {
    return resource.path("type").asString();
  }
}
