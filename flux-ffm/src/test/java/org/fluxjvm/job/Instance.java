package org.fluxjvm.job;

import org.fluxjvm.Errno;
import org.fluxjvm.connector.ScriptedConnector;
import org.fluxjvm.connector.ScriptedConnector.Sent;

/** The job services of an instance, as a test plays them. */
public final class Instance {
  private static final String JOURNAL = "job-manager.events-journal";
  private static final String SUBMIT = "job-ingest.submit";
  private static final String LOG = "job-info.eventlog-watch";

  private final ScriptedConnector connector;

  /** Plays them on a connector. */
  public Instance(ScriptedConnector connector) {
    this.connector = connector;
  }

  /** The end of the journal's past. */
  public void sentinel() {
    journal(-1);
  }

  /** A response of the journal. */
  public void journal(long id, String... events) {
    connector
        .last(JOURNAL)
        .answer("{\"id\":" + id + ",\"events\":[" + String.join(",", events) + "]}");
  }

  /** Fails the journal. */
  public void failJournal(Errno errno) {
    connector.last(JOURNAL).fail(errno);
  }

  /** The latest submission. */
  public Sent submission() {
    return connector.last(SUBMIT);
  }

  /** How many submissions were sent. */
  public int submissions() {
    return connector.sent(SUBMIT).size();
  }

  /** Accepts the latest submission. */
  public void accept(long id) {
    submission().answer("{\"id\":" + id + "}");
  }

  /** The latest watch of an event log. */
  public Sent log() {
    return connector.last(LOG);
  }

  /** How many event logs were asked for. */
  public int logs() {
    return connector.sent(LOG).size();
  }

  /** Entries of the event log that is watched last. */
  public void log(String... events) {
    for (String event : events) {
      log().answer("{\"event\":\"" + event.replace("\"", "\\\"") + "\\n\"}");
    }
  }

  /** An event without context. */
  public static String event(double timestamp, String name) {
    return event(timestamp, name, "{}");
  }

  /** An event. */
  public static String event(double timestamp, String name, String context) {
    return "{\"timestamp\":"
        + timestamp
        + ",\"name\":\""
        + name
        + "\",\"context\":"
        + context
        + "}";
  }

  /** The event at which a job has ended. */
  public static String finish(double timestamp, int status) {
    return event(timestamp, "finish", "{\"status\":" + status + "}");
  }

  /** An exception. */
  public static String exception(double timestamp, String type, int severity) {
    return event(
        timestamp,
        "exception",
        "{\"type\":\"" + type + "\",\"severity\":" + severity + ",\"note\":\"because\"}");
  }
}
