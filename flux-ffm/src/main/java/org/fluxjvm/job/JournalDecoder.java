package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.fluxjvm.rpc.ResponseStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the responses of one journal request. The past comes job by job, in no order: it is kept
 * until all of it is there, and then told in the order of time.
 */
final class JournalDecoder implements ResponseStream.Decoder<JournalEvent> {
  private static final byte[] ID = JobEvent.ascii("id");
  private static final byte[] EVENTS = JobEvent.ascii("events");
  private static final byte[] JOBSPEC = JobEvent.ascii("jobspec");
  private static final byte[] R = JobEvent.ascii("R");

  /** The id in the response that marks the end of the past. */
  static final long SENTINEL = -1;

  private final Journal journal;
  private @Nullable List<JournalEvent> past = new ArrayList<>();

  JournalDecoder(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void decode(MemorySegment response, Consumer<JournalEvent> sink) {
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
    if (id == SENTINEL) {
      tellPast(sink);
    } else if (events >= 0) {
      List<JournalEvent> kept = past;
      Consumer<JournalEvent> target = kept == null ? sink : kept::add;
      decodeEvents(response.asSlice(events), JobId.of(id), jobspec, resources, target);
    }
  }

  private void tellPast(Consumer<JournalEvent> sink) {
    List<JournalEvent> kept = past;
    past = null;
    if (kept != null) {
      // Stable, so that the order within a job stays as it was.
      kept.sort(Comparator.comparingDouble(event -> event.event().timestamp()));
      kept.forEach(sink);
    }
    if (journal.sentinel()) {
      sink.accept(JournalEvent.SENTINEL);
    }
  }

  private void decodeEvents(
      MemorySegment events,
      JobId id,
      byte @Nullable [] jobspec,
      byte @Nullable [] resources,
      Consumer<JournalEvent> sink) {
    JsonCursor cursor = new JsonCursor(Journal.TOPIC, events);
    cursor.expect('[');
    while (!cursor.take(']')) {
      JobEvent event = JobEvent.read(cursor);
      if (event.timestamp() > journal.since()) {
        sink.accept(
            new JournalEvent(
                id,
                event,
                event.name().equals("submit") ? jobspec : null,
                event.name().equals("alloc") ? resources : null));
      }
      cursor.take(',');
    }
  }
}
