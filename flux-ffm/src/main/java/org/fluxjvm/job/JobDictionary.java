package org.fluxjvm.job;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A job as Flux's Python bindings write it down. */
final class JobDictionary {
  private static final double NANOS = 1e9;
  private static final List<String> AS_THEY_COME =
      List.of(
          "t_depend",
          "t_priority",
          "t_sched",
          "t_run",
          "t_cleanup",
          "t_inactive",
          "duration",
          "expiration",
          "name",
          "cwd",
          "queue",
          "project",
          "bank",
          "ntasks",
          "ncores",
          "nnodes",
          "priority",
          "ranks",
          "nodelist",
          "success",
          "waitstatus",
          "id",
          "t_submit",
          "userid",
          "urgency");

  private JobDictionary() {}

  static ObjectNode of(JobInfo job, JsonNode attributes) {
    ObjectNode all = Json.object();
    for (String name : AS_THEY_COME) {
      JsonNode value = attributes.get(name);
      if (value != null && !isUnset(name, value)) {
        all.set(name, value.deepCopy());
      }
    }
    all.put("jobid", job.id().f58());
    if (attributes.has("state")) {
      all.put("state", job.state().name()).put("status", job.status());
      put(all, "t_remaining", job.tRemaining());
    }
    job.result().ifPresent(result -> all.put("result", result.name()));
    if (attributes.has("userid")) {
      all.put("username", job.username());
    }
    put(all, "runtime", job.runtime());
    job.returnCode().ifPresent(code -> all.put("returncode", code));
    ArrayNode dependencies = all.putArray("dependencies");
    job.dependencies().forEach(waitsFor -> dependencies.add(JobSummary.dependency(waitsFor)));
    all.set("annotations", annotations(job));
    all.set("exception", exception(job));
    job.uri().ifPresent(uri -> all.put("uri", uri.text()));
    return all;
  }

  private static boolean isUnset(String name, JsonNode value) {
    boolean time = name.startsWith("t_") || name.equals("expiration");
    return (time && value.asDouble(0) == 0) || (value.isString() && value.asString().isEmpty());
  }

  private static void put(ObjectNode all, String name, Duration time) {
    if (!time.isZero()) {
      all.put(name, time.getSeconds() + time.getNano() / NANOS);
    }
  }

  /** Without the URI, which has a place of its own. */
  private static ObjectNode annotations(JobInfo job) {
    ObjectNode shown = job.annotations() instanceof ObjectNode o ? o.deepCopy() : Json.object();
    if (shown.get("user") instanceof ObjectNode user) {
      user.remove("uri");
      if (user.isEmpty()) {
        shown.remove("user");
      }
    }
    return shown;
  }

  private static ObjectNode exception(JobInfo job) {
    ObjectNode exception = Json.object().put("occurred", job.exception().isPresent());
    job.exception()
        .ifPresent(
            raised ->
                exception
                    .put("severity", raised.severity())
                    .put("type", raised.type())
                    .put("note", raised.note()));
    return exception;
  }
}
