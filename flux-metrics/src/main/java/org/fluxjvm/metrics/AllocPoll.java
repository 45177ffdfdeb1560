package org.fluxjvm.metrics;

import tools.jackson.databind.JsonNode;

/** Asks job-manager how far requests for resources have come. */
final class AllocPoll implements SinglePoll {
  @Override
  public String topic() {
    return "job-manager.alloc-query";
  }

  @Override
  public Readings read(JsonNode answer) {
    return new Readings()
        .add(InstanceMeter.JOB_MANAGER_ALLOC, answer.path("queue_length"), "queued")
        .add(InstanceMeter.JOB_MANAGER_ALLOC, answer.path("alloc_pending"), "pending")
        .add(InstanceMeter.JOB_MANAGER_ALLOC, answer.path("running"), "allocated");
  }
}
