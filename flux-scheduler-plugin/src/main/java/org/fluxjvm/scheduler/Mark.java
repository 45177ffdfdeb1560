package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.Optional;
import org.fluxjvm.job.Jobspec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which run and which submission a Flux job is for: {@code attributes.user.fluxjvm} of its jobspec.
 * It is how a job is known again when its id is not, or may be another job's.
 *
 * @param key the firing
 * @param job its job: group and name, joined by a dot
 * @param attempt the submission
 * @param ledger the identity of the ledger that has the run; empty in a mark of an earlier version
 */
record Mark(RunKey key, String job, Attempt attempt, String ledger) {
  private static final String ATTRIBUTE = "user.fluxjvm";

  /**
   * Whether the job was submitted for a run of a ledger. Two schedulers of one name may have one
   * each: the runs of the other are none of its business, as long as they are held.
   */
  boolean isOf(String identity) {
    return ledger.isEmpty() || ledger.equals(identity);
  }

  /** The jobspec with the mark in it. */
  Jobspec on(Jobspec jobspec) {
    ObjectNode mark = JsonNodeFactory.instance.objectNode();
    mark.put("run", key.id());
    mark.put("scheduler", key.scheduler());
    mark.put("job", job);
    mark.put("trigger", key.trigger());
    mark.put("scheduled", key.scheduled().toEpochMilli());
    mark.put("refire", key.refire());
    mark.put("try", attempt.number());
    mark.put("submission", attempt.submission());
    mark.put("ledger", ledger);
    return jobspec.toBuilder().setAttribute(ATTRIBUTE, mark).build();
  }

  /** The mark of a stored jobspec, which may be of any version; empty if there is none. */
  static Optional<Mark> of(JsonNode jobspec) {
    return Optional.of(jobspec.path("attributes").path("user").path("fluxjvm"))
        .filter(mark -> mark.path("scheduler").isString() && mark.path("trigger").isString())
        .filter(mark -> mark.path("scheduled").canConvertToLong())
        .map(Mark::read);
  }

  private static Mark read(JsonNode mark) {
    return new Mark(
        new RunKey(
            mark.path("scheduler").stringValue(""),
            mark.path("trigger").stringValue(""),
            Instant.ofEpochMilli(mark.path("scheduled").longValue()),
            mark.path("refire").intValue(0)),
        mark.path("job").stringValue(""),
        new Attempt(mark.path("try").intValue(1), mark.path("submission").intValue(1)),
        mark.path("ledger").stringValue(""));
  }
}
