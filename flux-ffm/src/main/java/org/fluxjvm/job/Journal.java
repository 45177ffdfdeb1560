package org.fluxjvm.job;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What to read of the job manager's journal ({@code job-manager.events-journal}), which has the
 * events of all jobs in one stream and is open to the owner of the instance only.
 *
 * <p>What happened before is told first, in the order of time; then each event as it happens. The
 * journal also carries events that never reach an event log, such as {@code annotations}, and may
 * be ahead of the log.
 *
 * @param history whether to begin with the past events of all jobs that the instance still holds,
 *     inactive ones too; otherwise of active jobs only
 * @param allow the names of the events to read, all if empty
 * @param deny the names of the events to leave out
 * @param since leaves out events up to this time, in seconds since the epoch
 * @param sentinel whether the end of the past is told, by {@link JournalEvent#SENTINEL}
 * @param gaps whether a gap after a lost broker is told, by {@link JournalEvent#isGap}; otherwise
 *     it ends the stream
 * @param patient whether a lost broker is waited for as long as the handle is open; otherwise as
 *     long as it {@linkplain org.fluxjvm.FluxBuilder#reconnectLimit lets requests wait}
 */
public record Journal(
    boolean history,
    Set<String> allow,
    Set<String> deny,
    double since,
    boolean sentinel,
    boolean gaps,
    boolean patient) {
  static final String TOPIC = "job-manager.events-journal";

  /** Copies the sets. */
  public Journal {
    allow = Set.copyOf(allow);
    deny = Set.copyOf(deny);
  }

  /**
   * All jobs that the instance holds, inactive ones too, and what happens from now on.
   *
   * @return what to read
   */
  public static Journal full() {
    return new Journal(true, Set.of(), Set.of(), 0, false, false, false);
  }

  /**
   * The active jobs, and what happens from now on.
   *
   * @return what to read
   */
  public static Journal live() {
    return new Journal(false, Set.of(), Set.of(), 0, false, false, false);
  }

  /**
   * Reads these events only.
   *
   * @param names names of events
   * @return what to read
   */
  public Journal allow(String... names) {
    return new Journal(history, Set.of(names), deny, since, sentinel, gaps, patient);
  }

  /**
   * Leaves these events out.
   *
   * @param names names of events
   * @return what to read
   */
  public Journal deny(String... names) {
    return new Journal(history, allow, Set.of(names), since, sentinel, gaps, patient);
  }

  /**
   * Leaves out what happened up to a time, such as the {@link JobEvent#timestamp} of the last event
   * that was read.
   *
   * @param timestamp seconds since the epoch
   * @return what to read
   */
  public Journal since(double timestamp) {
    return new Journal(history, allow, deny, timestamp, sentinel, gaps, patient);
  }

  /**
   * Tells the end of the past by {@link JournalEvent#SENTINEL}.
   *
   * @return what to read
   */
  public Journal includeSentinel() {
    return new Journal(history, allow, deny, since, true, gaps, patient);
  }

  /**
   * Tells of each job whose events are missing after a lost broker by {@link JournalEvent#isGap}
   * and goes on, instead of failing with {@link EventGapException}.
   *
   * @return what to read
   */
  public Journal includeGaps() {
    return new Journal(history, allow, deny, since, sentinel, true, patient);
  }

  /**
   * Waits for a lost broker as long as the handle is open, instead of failing with {@code
   * EHOSTUNREACH}: for a program whose journal goes on whenever the broker comes back.
   *
   * @return what to read
   */
  public Journal untilClosed() {
    return new Journal(history, allow, deny, since, sentinel, gaps, true);
  }

  /** Whether an event is wanted. */
  boolean includes(JobEvent event) {
    return event.timestamp() > since
        && (allow.isEmpty() || allow.contains(event.name()))
        && !deny.contains(event.name());
  }

  /**
   * The request. The first and the last event of each job are always asked for: without them,
   * nobody knows after a lost broker what is missing.
   *
   * @param full whether to ask for the past of all jobs
   */
  ObjectNode request(boolean full) {
    ObjectNode request = Json.object().put("full", full);
    if (!allow.isEmpty()) {
      Set<String> names = new HashSet<>(allow);
      names.addAll(JournalLedger.NEEDED);
      filter(request, "allow", names);
    }
    Set<String> names = new HashSet<>(deny);
    names.removeAll(JournalLedger.NEEDED);
    if (!names.isEmpty()) {
      filter(request, "deny", names);
    }
    return request;
  }

  private static void filter(ObjectNode request, String key, Set<String> names) {
    ObjectNode filter = request.putObject(key);
    names.forEach(name -> filter.put(name, 1));
  }
}
