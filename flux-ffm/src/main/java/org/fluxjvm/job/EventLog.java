package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Request;
import org.fluxjvm.rpc.ResponseStream;
import org.fluxjvm.rpc.RpcClient;

/** The responses of {@code job-info.eventlog-watch}: one entry each, as JSON in a JSON string. */
final class EventLog {
  static final String TOPIC = "job-info.eventlog-watch";

  /** {@code FLUX_JOB_EVENT_WATCH_WAITCREATE}. */
  static final int WAIT_CREATE = 1;

  /**
   * {@code FLUX_JOB_EVENT_WATCH_INITIAL_SENTINEL}: a response without payload comes after what the
   * log has already.
   */
  static final int INITIAL_SENTINEL = 2;

  private static final byte[] EVENT = JobEvent.ascii("event");

  private EventLog() {}

  static Request request(JobId id, String path, int flags) {
    return Requests.streaming(TOPIC, Requests.about(id).put("path", path).put("flags", flags));
  }

  /** A watch of a log that is resumed after a lost broker. */
  static ResponseStream.Source<JobEvent> watch(
      RpcClient client, JobId id, String path, MissingLog missing) {
    return switch (missing) {
      case WAIT -> sink -> AwaitedEventLog.open(client, id, path, sink);
      case FAIL -> sink -> EventLogCall.open(client, id, path, 0, sink);
    };
  }

  static ResponseStream.Sink<JobEvent> sink(Consumer<JobEvent> event, Consumer<FluxException> end) {
    return new ResponseStream.Sink<>() {
      @Override
      public void accept(JobEvent element) {
        event.accept(element);
      }

      @Override
      public void end(FluxException reason) {
        end.accept(reason);
      }
    };
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
