package org.fluxjvm.job;

import org.fluxjvm.connector.Request;
import tools.jackson.databind.node.ObjectNode;

/** The requests of this package: any broker may answer them. */
final class Requests {
  private Requests() {}

  /** A payload that begins with the id of a job. */
  static ObjectNode about(JobId id) {
    return Json.object().put("id", id.value());
  }

  static Request single(String topic, ObjectNode payload) {
    return request(topic, payload, Request.Mode.SINGLE);
  }

  static Request streaming(String topic, ObjectNode payload) {
    return request(topic, payload, Request.Mode.STREAM);
  }

  private static Request request(String topic, ObjectNode payload, Request.Mode mode) {
    return new Request(topic, org.fluxjvm.rpc.Json.encode(topic, payload), Request.ANY, mode);
  }
}
