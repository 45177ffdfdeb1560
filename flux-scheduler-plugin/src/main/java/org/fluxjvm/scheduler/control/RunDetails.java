package org.fluxjvm.scheduler.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * All that is known of a run.
 *
 * @param run the run
 * @param submissions the oldest first
 * @param timeline what happened, the oldest first
 * @param jobspec what its latest job was, with what is secret masked
 * @param missing what of this could not be read, and why
 */
public record RunDetails(
    RunView run,
    List<Submission> submissions,
    List<Entry> timeline,
    Optional<JsonNode> jobspec,
    List<String> missing) {

  /** Who told of an entry. */
  public enum Source {
    /** The ledger: a state of the run. */
    LEDGER,
    /** Flux: an event of the job's log (RFC 21). */
    FLUX
  }

  /** Copies the lists; a jobspec that is {@code null} in JSON is none. */
  public RunDetails {
    jobspec = jobspec.filter(tree -> !tree.isNull());
    submissions = List.copyOf(submissions);
    timeline = List.copyOf(timeline);
    missing = List.copyOf(missing);
  }

  /**
   * A submission.
   *
   * @param attempt the try, from 1
   * @param number the submission within the try, from 1
   * @param jobId its Flux job, if there was one
   * @param instance the {@code broker.uuid} of the instance that took it
   * @param uri where that was reached
   * @param node the start of the scheduler that made it
   * @param reached when each state was reached
   * @param end what became of it; empty as long as it is under way
   */
  public record Submission(
      int attempt,
      int number,
      Optional<String> jobId,
      Optional<String> instance,
      Optional<String> uri,
      Optional<String> node,
      Map<String, Instant> reached,
      String end) {}

  /**
   * Something that happened.
   *
   * @param time when
   * @param source who tells of it
   * @param attempt the try that it belongs to
   * @param number the submission within the try
   * @param name the state or the event
   * @param context what the event says beside; empty for a state
   */
  public record Entry(
      Instant time, Source source, int attempt, int number, String name, JsonNode context) {}
}
