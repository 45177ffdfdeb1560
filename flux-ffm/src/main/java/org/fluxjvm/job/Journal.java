package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What to read of the job manager's journal ({@code job-manager.events-journal}), which has the
 * events of all jobs in one stream and is open to the owner of the instance only.
 *
 * <p>The journal also carries events that never reach an event log, such as {@code annotations},
 * and may be ahead of the log.
 *
 * @param history whether to begin with the past events of all jobs that the instance still holds,
 *     inactive ones too; otherwise of active jobs only
 * @param allow the names of the events to read, all if empty
 * @param deny the names of the events to leave out
 */
public record Journal(boolean history, Set<String> allow, Set<String> deny) {
  static final String TOPIC = "job-manager.events-journal";

  private static final byte[] ID = JobEvent.ascii("id");
  private static final byte[] EVENTS = JobEvent.ascii("events");
  private static final byte[] JOBSPEC = JobEvent.ascii("jobspec");
  private static final byte[] R = JobEvent.ascii("R");

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
    return new Journal(true, Set.of(), Set.of());
  }

  /**
   * The active jobs, and what happens from now on.
   *
   * @return what to read
   */
  public static Journal live() {
    return new Journal(false, Set.of(), Set.of());
  }

  /**
   * Reads these events only.
   *
   * @param names names of events
   * @return what to read
   */
  public Journal allow(String... names) {
    return new Journal(history, Set.of(names), deny);
  }

  /**
   * Leaves these events out.
   *
   * @param names names of events
   * @return what to read
   */
  public Journal deny(String... names) {
    return new Journal(history, allow, Set.of(names));
  }

  Map<String, Object> request() {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("full", history);
    if (!allow.isEmpty()) {
      request.put("allow", filter(allow));
    }
    if (!deny.isEmpty()) {
      request.put("deny", filter(deny));
    }
    return request;
  }

  private static Map<String, Integer> filter(Set<String> names) {
    Map<String, Integer> filter = new TreeMap<>();
    names.forEach(name -> filter.put(name, 1));
    return filter;
  }

  static void decode(MemorySegment response, Consumer<JournalEvent> sink) {
    long id = -1;
    long events = -1;
    byte @Nullable [] jobspec = null;
    byte @Nullable [] resources = null;
    JsonCursor cursor = new JsonCursor(TOPIC, response);
    cursor.expect('{');
    while (cursor.nextKey()) {
      if (cursor.keyIs(ID)) {
        id = cursor.takeLong();
      } else if (cursor.keyIs(EVENTS)) {
        events = cursor.skipValue();
      } else if (cursor.keyIs(JOBSPEC)) {
        jobspec = cursor.copy(cursor.skipValue(), cursor.position());
      } else if (cursor.keyIs(R)) {
        resources = cursor.copy(cursor.skipValue(), cursor.position());
      } else {
        cursor.skipValue();
      }
    }
    if (id != -1 && events >= 0) { // -1 marks the end of the backlog
      decodeEvents(response.asSlice(events), JobId.of(id), jobspec, resources, sink);
    }
  }

  private static void decodeEvents(
      MemorySegment events,
      JobId id,
      byte @Nullable [] jobspec,
      byte @Nullable [] resources,
      Consumer<JournalEvent> sink) {
    JsonCursor cursor = new JsonCursor(TOPIC, events);
    cursor.expect('[');
    while (!cursor.take(']')) {
      JobEvent event = JobEvent.read(cursor);
      sink.accept(
          new JournalEvent(
              id,
              event,
              event.name().equals("submit") ? jobspec : null,
              event.name().equals("alloc") ? resources : null));
      cursor.take(',');
    }
  }
}
