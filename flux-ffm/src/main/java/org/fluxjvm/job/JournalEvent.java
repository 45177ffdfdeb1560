package org.fluxjvm.job;

import java.util.Optional;
import org.fluxjvm.rpc.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An event of some job, from the journal of the job manager. */
public final class JournalEvent {
  /**
   * Stands between the past and what happens from now on, if it is {@linkplain
   * Journal#includeSentinel asked for}: an event without a name, of no job.
   */
  public static final JournalEvent SENTINEL = new JournalEvent(-1, JobEvent.NONE, null, null);

  private final long id;
  private final JobEvent event;
  private final byte @Nullable [] jobspec;
  private final byte @Nullable [] resources;

  JournalEvent(long id, JobEvent event, byte @Nullable [] jobspec, byte @Nullable [] resources) {
    this.id = id;
    this.event = event;
    this.jobspec = jobspec;
    this.resources = resources;
  }

  /** Stands for events of a job that may be missing. */
  static JournalEvent gap(JobId id) {
    return new JournalEvent(id.value(), JobEvent.NONE, null, null);
  }

  /**
   * Whether this is no event, but tells that after a lost broker events of the job may be missing,
   * as {@linkplain Journal#includeGaps asked for}. The event has no name then.
   *
   * @return true if only {@link #id} means something
   */
  public boolean isGap() {
    return event == JobEvent.NONE && !isSentinel();
  }

  /**
   * Whether this is {@link #SENTINEL}.
   *
   * @return true if there is no event in it
   */
  public boolean isSentinel() {
    return this == SENTINEL;
  }

  /**
   * The job.
   *
   * @return its id
   */
  public JobId id() {
    return JobId.of(id);
  }

  /**
   * What happened to it.
   *
   * @return the event
   */
  public JobEvent event() {
    return event;
  }

  /**
   * The job's jobspec (RFC 14), with its {@code submit} event.
   *
   * @return the jobspec without its environment, as the job manager keeps it
   */
  public Optional<JsonNode> jobspec() {
    return parse(jobspec);
  }

  /**
   * The resources that the job was given (RFC 20), with its {@code alloc} event.
   *
   * @return R
   */
  public Optional<JsonNode> resources() {
    return parse(resources);
  }

  private static Optional<JsonNode> parse(byte @Nullable [] json) {
    return json == null ? Optional.empty() : Optional.of(Json.parse(Journal.TOPIC, json));
  }

  @Override
  public String toString() {
    if (isSentinel()) {
      return "end of the past";
    }
    return id() + " " + (isGap() ? "gap" : event);
  }
}
