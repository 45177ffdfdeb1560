package org.fluxjvm.connector.embedded;

import java.util.OptionalInt;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be done to a job: raise, kill, urgency, memo of the service job-manager. */
final class JobManager {
  private static final int URGENCY_MAX = 31;
  private static final int SEVERITY_MAX = 7;

  private final Jobs jobs;
  private final JobFlow flow;
  private final JobEvents events;
  private final JobExec exec;

  JobManager(Jobs jobs, JobFlow flow, JobEvents events, JobExec exec) {
    this.jobs = jobs;
    this.flow = flow;
    this.events = events;
    this.exec = exec;
  }

  void raise(Exchange exchange) {
    Payload payload = Payload.of(exchange);
    long id = payload.number("id");
    int severity = payload.integer("severity");
    String type = payload.text("type");
    String note = payload.text("note", "");
    OptionalInt status =
        payload.find("wait_status").isPresent()
            ? OptionalInt.of(payload.integer("wait_status"))
            : OptionalInt.empty();
    checkException(exchange, type, severity);
    EmbeddedJob job = active(exchange, id, Errno.ENOENT);
    exchange.authorize(
        job.submitted().userid(), "guests can only raise exceptions on their own jobs");
    flow.raise(job, new JobProblem(type, severity, note, status), Signals.TERM);
    exchange.acknowledge();
  }

  static void checkException(Exchange exchange, String type, int severity) {
    if (severity < 0 || severity > SEVERITY_MAX) {
      throw exchange.error(Errno.EPROTO, "invalid exception severity: it is 0 to 7");
    }
    if (type.isEmpty() || type.matches(".*[\\s=].*")) {
      throw exchange.error(
          Errno.EPROTO, "invalid exception type: write a word without spaces and '='");
    }
  }

  void kill(Exchange exchange) {
    Payload payload = Payload.of(exchange);
    long id = payload.number("id");
    int signum = payload.integer("signum");
    checkSignal(exchange, signum);
    EmbeddedJob job = active(exchange, id, Errno.EINVAL);
    exchange.authorize(job.submitted().userid(), "guests may only send signals to their own jobs");
    if (job.state() != JobState.RUN || !exec.isRunning(job)) {
      throw exchange.error(Errno.EINVAL, "job is not running");
    }
    exec.signal(job, signum);
    exchange.acknowledge();
  }

  static void checkSignal(Exchange exchange, int signum) {
    if (signum < 1 || signum > Signals.MAX) {
      throw exchange.error(Errno.EINVAL, "Invalid signal number " + signum);
    }
  }

  void urgency(Exchange exchange) {
    Payload payload = Payload.of(exchange);
    long id = payload.number("id");
    int urgency = payload.integer("urgency");
    EmbeddedJob job = active(exchange, id, Errno.EINVAL);
    exchange.authorize(
        job.submitted().userid(), "guests can only change the urgency of their own jobs");
    if (urgency < 0 || urgency > URGENCY_MAX) {
      throw exchange.error(Errno.EINVAL, "urgency value is out of range: it is 0 to 31");
    }
    if (!job.in(JobState.PENDING)) {
      throw exchange.error(Errno.EINVAL, "urgency cannot be changed once resources are allocated");
    }
    int old = job.urgency();
    flow.urgency(job, urgency);
    exchange.respond("{\"old_urgency\":" + old + "}");
  }

  void memo(Exchange exchange) {
    Payload payload = Payload.of(exchange);
    long id = payload.number("id");
    ObjectNode memo = payload.object("memo");
    boolean isVolatile = payload.flag("volatile");
    EmbeddedJob job = active(exchange, id, Errno.ENOENT);
    exchange.authorize(job.submitted().userid(), "guests can only add a memo to their own jobs");
    JsonNode user = job.annotations().path("user");
    merge(user instanceof ObjectNode known ? known : job.annotations().putObject("user"), memo);
    if (isVolatile) {
      events.journalOnly(job, "memo", memo);
    } else {
      events.note(job, "memo", memo);
    }
    exchange.acknowledge();
  }

  /** Adds members, replaces them, and takes away those that are null. */
  private static void merge(ObjectNode into, ObjectNode changes) {
    changes
        .properties()
        .forEach(
            change -> {
              String key = change.getKey();
              JsonNode value = change.getValue();
              if (value.isNull()) {
                into.remove(key);
              } else if (value instanceof ObjectNode inner) {
                JsonNode known = into.path(key);
                merge(known instanceof ObjectNode object ? object : into.putObject(key), inner);
              } else {
                into.set(key, value);
              }
            });
  }

  private EmbeddedJob active(Exchange exchange, long id, Errno errno) {
    EmbeddedJob job = jobs.find(id).orElseThrow(() -> unknown(exchange, errno));
    if (job.state() == JobState.INACTIVE) {
      throw exchange.error(errno, "job is inactive");
    }
    return job;
  }

  private static FluxException unknown(Exchange exchange, Errno errno) {
    return exchange.error(errno, "unknown job id");
  }
}
