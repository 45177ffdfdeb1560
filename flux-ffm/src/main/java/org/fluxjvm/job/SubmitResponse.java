package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/** The response to a submission: {@code {"id": n}}. */
final class SubmitResponse {
  private static final byte[] ID = JobEvent.ascii("id");

  private SubmitResponse() {}

  static JobId id(MemorySegment response) {
    JsonCursor cursor = new JsonCursor(Submission.TOPIC, response);
    cursor.expect('{');
    while (cursor.nextKey()) {
      if (cursor.keyIs(ID)) {
        return JobId.of(cursor.takeLong());
      }
      cursor.skipValue();
    }
    throw new FluxException(Errno.EPROTO, Submission.TOPIC, "the response has no job id");
  }
}
