package org.fluxjvm.metrics;

import tools.jackson.databind.JsonNode;

/** Asks job-manager about itself and its journal. */
final class JobManagerPoll implements SinglePoll {
  @Override
  public String topic() {
    return "job-manager.stats-get";
  }

  @Override
  public Readings read(JsonNode answer) {
    JsonNode journal = answer.path("journal");
    Readings readings =
        new Readings()
            .add(InstanceMeter.JOB_MANAGER_JOBS, answer.path("active_jobs"), "active")
            .add(InstanceMeter.JOB_MANAGER_JOBS, answer.path("inactive_jobs"), "inactive")
            .add(InstanceMeter.JOURNAL_EVENTS, journal.path("events"))
            .add(InstanceMeter.JOURNAL_LISTENERS, journal.path("listeners"));
    JsonNode housekeeping = answer.path("housekeeping").path("running");
    if (housekeeping.isObject()) {
      readings.add(InstanceMeter.JOB_MANAGER_HOUSEKEEPING, housekeeping.size());
    }
    return readings;
  }
}
