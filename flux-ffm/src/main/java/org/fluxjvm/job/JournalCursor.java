package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;

/**
 * Walks over the journal's responses where they lie: whose events they are is known before anything
 * is made of them.
 */
final class JournalCursor {
  private static final byte[] ID = JobEvent.ascii("id");
  private static final byte[] EVENTS = JobEvent.ascii("events");

  private final JsonCursor json = new JsonCursor(Journal.TOPIC, MemorySegment.NULL);
  private long id;
  private boolean inEvents;

  /** Takes a response, valid until the caller's handler returns. */
  void read(MemorySegment response) {
    json.reset(response);
    boolean identified = false;
    long events = -1;
    json.expect('{');
    while (json.nextKey()) {
      if (json.keyIs(ID)) {
        id = json.takeLong();
        identified = true;
      } else if (json.keyIs(EVENTS)) {
        events = json.skipValue();
      } else {
        json.skipValue();
      }
    }
    if (!identified) {
      throw json.malformed("events of no job");
    }
    inEvents = events >= 0 && !isSentinel();
    if (inEvents) {
      json.seek(events);
      json.expect('[');
    }
  }

  /** Whether the response marks the end of the past, instead of having events. */
  boolean isSentinel() {
    return id == JournalDecoder.SENTINEL;
  }

  long id() {
    return id;
  }

  boolean hasEvent() {
    if (!inEvents) {
      return false;
    }
    json.take(',');
    inEvents = !json.take(']');
    return inEvents;
  }

  JobEvent nextEvent() {
    return JobEvent.read(json);
  }
}
