package org.fluxjvm.connector.embedded;

import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** An exception on a job (RFC 21); of severity 0 it ends the job. */
record JobProblem(String type, int severity, String note, OptionalInt waitStatus) {
  static JobProblem fatal(String type, String note) {
    return new JobProblem(type, 0, note, OptionalInt.empty());
  }

  ObjectNode context(long userid) {
    ObjectNode context = Json.object();
    context.put("type", type).put("severity", severity).put("note", note).put("userid", userid);
    waitStatus.ifPresent(status -> context.put("wait_status", status));
    return context;
  }
}
