package org.fluxjvm.connector.embedded;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The attributes of a job that job-list shows. */
final class JobAttributes {
  static final List<String> NAMES =
      List.of(
          "userid",
          "urgency",
          "priority",
          "t_submit",
          "t_depend",
          "t_priority",
          "t_sched",
          "t_run",
          "t_cleanup",
          "t_inactive",
          "state",
          "name",
          "cwd",
          "queue",
          "project",
          "bank",
          "ntasks",
          "ncores",
          "duration",
          "nnodes",
          "ranks",
          "nodelist",
          "success",
          "exception_occurred",
          "exception_type",
          "exception_severity",
          "exception_note",
          "result",
          "expiration",
          "annotations",
          "waitstatus",
          "dependencies",
          "all");
  static final Map<String, JobState> TIMES =
      Map.of(
          "t_submit", JobState.NEW,
          "t_depend", JobState.DEPEND,
          "t_priority", JobState.PRIORITY,
          "t_sched", JobState.SCHED,
          "t_run", JobState.RUN,
          "t_cleanup", JobState.CLEANUP,
          "t_inactive", JobState.INACTIVE);

  private JobAttributes() {}

  /** The attributes that are asked for and known yet; the id comes always. */
  static ObjectNode of(EmbeddedJob job, List<String> names) {
    ObjectNode all = all(job);
    if (names.contains("all")) {
      return all;
    }
    ObjectNode some = Json.object().put("id", job.id());
    names.forEach(
        name -> {
          JsonNode value = all.get(name);
          if (value != null) {
            some.set(name, value);
          }
        });
    return some;
  }

  private static ObjectNode all(EmbeddedJob job) {
    ObjectNode all = Json.object().put("id", job.id());
    all.put("userid", job.submitted().userid()).put("urgency", job.urgency());
    if (job.priority() >= 0) {
      all.put("priority", job.priority());
    }
    for (String name : NAMES) {
      Optional.ofNullable(TIMES.get(name))
          .flatMap(job::entered)
          .ifPresent(time -> all.put(name, time));
    }
    all.put("state", job.state().bit());
    requested(job, all);
    held(job, all);
    if (job.state() == JobState.INACTIVE) {
      ended(job, all);
    }
    if (!job.dependencies().isEmpty()) {
      job.dependencies().forEach(all.putArray("dependencies")::add);
    }
    if (!job.annotations().isEmpty()) {
      all.set("annotations", job.annotations());
    }
    job.waitStatus().ifPresent(status -> all.put("waitstatus", status));
    return all;
  }

  private static void requested(EmbeddedJob job, ObjectNode all) {
    JobRequest request = job.submitted().request();
    JsonNode system = request.system();
    all.put("name", name(request));
    if (system.path("cwd").isString()) {
      all.set("cwd", system.path("cwd"));
    }
    for (String key : List.of("project", "bank")) {
      if (system.path(key).isString()) {
        all.set(key, system.path(key));
      }
    }
    int cores = request.slots() * request.cores();
    all.put("ntasks", request.tasks(Math.max(request.nodes(), 1), cores));
    all.put("ncores", cores);
    all.put("duration", request.duration());
    if (request.nodes() > 0) {
      all.put("nnodes", request.nodes());
    }
  }

  private static void held(EmbeddedJob job, ObjectNode all) {
    job.allocation()
        .ifPresent(
            held -> {
              all.put("nnodes", held.shares().size()).put("ncores", held.cores());
              all.put("ranks", Idset.bracketed(held.ranks())).put("nodelist", held.nodelist());
              all.put("expiration", held.expiration());
            });
  }

  private static void ended(EmbeddedJob job, ObjectNode all) {
    all.put("success", job.outcome() == JobOutcome.COMPLETED);
    all.put("exception_occurred", job.problem().isPresent());
    job.problem()
        .ifPresent(
            problem -> {
              all.put("exception_type", problem.type());
              all.put("exception_severity", problem.severity());
              all.put("exception_note", problem.note());
            });
    all.put("result", job.outcome().bit());
  }

  static String name(JobRequest request) {
    String name = request.system().path("job").path("name").asString("");
    if (!name.isEmpty()) {
      return name;
    }
    String command = request.tree().path("tasks").path(0).path("command").path(0).asString("");
    return command.substring(command.lastIndexOf('/') + 1);
  }
}
