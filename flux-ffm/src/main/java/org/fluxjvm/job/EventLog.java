package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import org.fluxjvm.connector.Request;

/** The responses of {@code job-info.eventlog-watch}: one entry each, as JSON in a JSON string. */
final class EventLog {
  static final String TOPIC = "job-info.eventlog-watch";
  private static final byte[] EVENT = JobEvent.ascii("event");

  private EventLog() {}

  static Request request(JobId id, String path) {
    return Requests.streaming(TOPIC, Requests.about(id).put("path", path).put("flags", 0));
  }

  static void decode(MemorySegment response, Consumer<JobEvent> sink) {
    JsonCursor cursor = new JsonCursor(TOPIC, response);
    cursor.expect('{');
    while (cursor.nextKey()) {
      if (cursor.keyIs(EVENT)) {
        byte[] entry = cursor.takeString();
        sink.accept(JobEvent.read(new JsonCursor(TOPIC, MemorySegment.ofArray(entry))));
      } else {
        cursor.skipValue();
      }
    }
  }
}
