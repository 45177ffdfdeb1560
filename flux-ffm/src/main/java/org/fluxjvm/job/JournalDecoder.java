package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the responses to a journal request. */
final class JournalDecoder {
  /** The id in the response that marks the end of the past. */
  static final long SENTINEL = -1;

  private static final byte[] ID = JobEvent.ascii("id");
  private static final byte[] EVENTS = JobEvent.ascii("events");
  private static final byte[] JOBSPEC = JobEvent.ascii("jobspec");
  private static final byte[] R = JobEvent.ascii("R");

  private JournalDecoder() {}

  /**
   * One response: some events of one job.
   *
   * @param id the job, or {@link #SENTINEL}
   * @param events what happened to it
   */
  record Batch(long id, List<JournalEvent> events) {
    boolean isSentinel() {
      return id == SENTINEL;
    }
  }

  static Batch decode(MemorySegment response) {
    boolean identified = false;
    long id = SENTINEL;
    long events = -1;
    byte @Nullable [] jobspec = null;
    byte @Nullable [] resources = null;
    JsonCursor cursor = new JsonCursor(Journal.TOPIC, response);
    cursor.expect('{');
    while (cursor.nextKey()) {
      if (cursor.keyIs(ID)) {
        id = cursor.takeLong();
        identified = true;
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
    if (!identified) {
      throw cursor.malformed("events of no job");
    }
    if (id == SENTINEL || events < 0) {
      return new Batch(id, List.of());
    }
    return new Batch(id, decodeEvents(response.asSlice(events), JobId.of(id), jobspec, resources));
  }

  private static List<JournalEvent> decodeEvents(
      MemorySegment events, JobId id, byte @Nullable [] jobspec, byte @Nullable [] resources) {
    List<JournalEvent> decoded = new ArrayList<>(1);
    JsonCursor cursor = new JsonCursor(Journal.TOPIC, events);
    cursor.expect('[');
    while (!cursor.take(']')) {
      JobEvent event = JobEvent.read(cursor);
      decoded.add(
          new JournalEvent(
              id,
              event,
              event.name().equals("submit") ? jobspec : null,
              event.name().equals("alloc") ? resources : null));
      cursor.take(',');
    }
    return decoded;
  }
}
