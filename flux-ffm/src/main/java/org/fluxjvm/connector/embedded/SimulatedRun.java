package org.fluxjvm.connector.embedded;

import org.fluxjvm.rfc.FluxDuration;
import tools.jackson.databind.JsonNode;

/** What {@code attributes.system.exec.test} asks for. */
record SimulatedRun(double seconds, int status) {
  /**
   * @throws IllegalArgumentException if it is of a wrong type, or asks for an error
   */
  static SimulatedRun of(JsonNode test, JobRequest request) {
    if (test.path("mock_exception").asString("").equals("init")) {
      throw new IllegalArgumentException("mock initialization exception generated");
    }
    JsonNode duration = test.path("run_duration");
    JsonNode status = test.path("wait_status");
    if (!(duration.isMissingNode() || duration.isString())
        || !(status.isMissingNode() || status.isInt())) {
      throw new IllegalArgumentException(
          "failed to initialize testconf: run_duration must be a string such as \"1.5s\" and"
              + " wait_status an integer");
    }
    double seconds =
        duration.isString()
            ? FluxDuration.parseSeconds(duration.stringValue())
            : request.duration();
    return new SimulatedRun(seconds, status.asInt(0));
  }
}
