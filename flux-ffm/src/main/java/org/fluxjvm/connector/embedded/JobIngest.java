package org.fluxjvm.connector.embedded;

import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.fluxjvm.Errno;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes jobs in: {@code job-ingest.submit}. */
final class JobIngest {
  private static final int KNOWN_FLAGS =
      JobRecord.DEBUG | JobRecord.WAITABLE | JobRecord.NOVALIDATE;
  private static final int URGENCY_MAX = 31;

  private final Jobs jobs;
  private final JobFlow flow;
  private final Timestamps timestamps;
  private final NodeConstraint nodes;

  JobIngest(Jobs jobs, JobFlow flow, Timestamps timestamps, NodeConstraint nodes) {
    this.jobs = jobs;
    this.flow = flow;
    this.timestamps = timestamps;
    this.nodes = nodes;
  }

  void submit(Exchange exchange) {
    Payload payload = Payload.of(exchange);
    String signed = payload.text("J");
    int urgency = payload.integer("urgency");
    int flags = payload.integer("flags");
    if ((flags & ~KNOWN_FLAGS) != 0) {
      throw exchange.error(Errno.EPROTO, "invalid job flags " + flags);
    }
    if (urgency < 0 || urgency > URGENCY_MAX) {
      throw exchange.error(Errno.EINVAL, "urgency range is [0:31], got " + urgency);
    }
    ObjectNode jobspec = jobspec(exchange, signed, (flags & JobRecord.NOVALIDATE) == 0);
    supported(exchange, jobspec);
    JobRequest request = JobRequest.of(jobspec, eligible(exchange, jobspec));
    List<Dependency> dependencies = new DependencyReader(jobs, exchange).read(request.system());
    JobRecord submitted =
        new JobRecord(
            jobs.nextId(),
            exchange.credentials().userid(),
            flags,
            signed,
            withoutEnvironment(jobspec),
            request);
    EmbeddedJob job = new EmbeddedJob(submitted, urgency, new GuestLogs(timestamps));
    jobs.add(job);
    flow.submitted(job, dependencies);
    exchange.respond("{\"id\":" + job.id() + "}");
  }

  private ObjectNode jobspec(Exchange exchange, String signed, boolean validate) {
    Signer.Signed unwrapped =
        Signer.unwrap(signed)
            .orElseThrow(
                () ->
                    exchange.error(
                        Errno.EINVAL, "could not unwrap J: sign it with the mechanism \"none\""));
    Credentials requestor = exchange.credentials();
    if (unwrapped.userid() != requestor.userid()) {
      throw exchange.error(
          Errno.EPERM, "signer=" + unwrapped.userid() + " != requestor=" + requestor.userid());
    }
    if (!requestor.owner()) {
      throw exchange.error(Errno.EPERM, "only instance owner can use sign-type=none");
    }
    JsonNode tree;
    try {
      tree = Json.parse(unwrapped.jobspec());
    } catch (JacksonException e) {
      throw exchange.error(Errno.EINVAL, "jobspec: invalid JSON: " + e.getOriginalMessage());
    }
    if (validate) {
      JobspecCheck.problem(tree)
          .ifPresent(
              problem -> {
                throw exchange.error(Errno.EPERM, problem);
              });
    }
    if (tree instanceof ObjectNode object && object.path("attributes").isObject()) {
      return object;
    }
    throw exchange.error(Errno.EINVAL, "jobspec: must be a JSON object with attributes");
  }

  /** Which nodes it may have. */
  private IntPredicate eligible(Exchange exchange, ObjectNode jobspec) {
    try {
      return nodes.read(JobRequest.system(jobspec).path("constraints"));
    } catch (IllegalArgumentException e) {
      throw exchange.error(Errno.EPERM, Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
  }

  private static void supported(Exchange exchange, ObjectNode jobspec) {
    JsonNode system = JobRequest.system(jobspec);
    if (system.path("queue").isString()) {
      throw exchange.error(
          Errno.EINVAL,
          "'" + system.path("queue").stringValue() + "' is not a valid queue: none is configured");
    }
    JsonNode command = jobspec.path("tasks").path(0).path("command");
    List<String> words = command.valueStream().limit(2).map(word -> word.asString("")).toList();
    if (words.equals(List.of("flux", "broker"))) {
      throw exchange.error(
          Errno.EINVAL,
          "a batch or nested job starts a Flux instance of its own, and an embedded instance has no"
              + " broker to start: submit it to a real instance");
    }
  }

  private static String withoutEnvironment(ObjectNode jobspec) {
    ObjectNode shown = jobspec.deepCopy();
    if (JobRequest.system(shown) instanceof ObjectNode system) {
      system.remove("environment");
    }
    return Json.text(shown);
  }
}
