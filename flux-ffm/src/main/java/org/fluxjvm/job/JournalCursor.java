package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import org.fluxjvm.connector.ClientObserver;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the journal's responses where they lie: whose events they are is known before anything
 * is made of them. One serves all responses to a request; used on the event loop only.
 */
final class JournalCursor {
  /** The id in the response that marks the end of the past. */
  private static final long SENTINEL = -1;

  private static final byte[] ID = JobEvent.ascii("id");
  private static final byte[] EVENTS = JobEvent.ascii("events");
  private static final byte[] JOBSPEC = JobEvent.ascii("jobspec");
  private static final byte[] R = JobEvent.ascii("R");
  private static final long NOWHERE = -1;

  private final JsonCursor json = new JsonCursor(Journal.TOPIC, MemorySegment.NULL);
  private final ClientObserver observer;
  private boolean live;
  private long id;
  private boolean inEvents;
  private long jobspec;
  private long jobspecEnd;
  private long resources;
  private long resourcesEnd;

  JournalCursor() {
    this(ClientObserver.NONE);
  }

  /** Tells an observer of the events that are no past. */
  JournalCursor(ClientObserver observer) {
    this.observer = observer;
  }

  /** A request is sent again: its past comes first. */
  void restart() {
    live = false;
  }

  /** Takes a response, valid until the caller's handler returns. */
  void read(MemorySegment response) {
    json.reset(response);
    boolean identified = false;
    long events = NOWHERE;
    jobspec = NOWHERE;
    resources = NOWHERE;
    json.expect('{');
    while (json.nextKey()) {
      if (json.keyIs(ID)) {
        id = json.takeLong();
        identified = true;
      } else if (json.keyIs(EVENTS)) {
        events = json.skipValue();
      } else if (json.keyIs(JOBSPEC)) {
        jobspec = json.skipValue();
        jobspecEnd = json.position();
      } else if (json.keyIs(R)) {
        resources = json.skipValue();
        resourcesEnd = json.position();
      } else {
        json.skipValue();
      }
    }
    if (!identified) {
      throw json.malformed("events of no job");
    }
    live |= isSentinel();
    inEvents = events >= 0 && !isSentinel();
    if (inEvents) {
      json.seek(events);
      json.expect('[');
    }
  }

  /** Whether the response marks the end of the past, instead of having events. */
  boolean isSentinel() {
    return id == SENTINEL;
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
    JobEvent event = JobEvent.read(json);
    if (live) {
      observer.onJournalEvent(event.timestamp());
    }
    return event;
  }

  /** The next event with what came along with it, of which it has a copy. */
  JournalEvent nextJournalEvent() {
    JobEvent event = nextEvent();
    return switch (event.name()) {
      case "submit" -> new JournalEvent(id, event, copy(jobspec, jobspecEnd), null);
      case "alloc" -> new JournalEvent(id, event, null, copy(resources, resourcesEnd));
      default -> new JournalEvent(id, event, null, null);
    };
  }

  private byte @Nullable [] copy(long start, long end) {
    return start == NOWHERE ? null : json.copy(start, end);
  }
}
