package org.fluxjvm.connector.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/** Output into the event log {@code guest.output} (RFC 24). */
final class LogSink implements OutputSink {
  private final GuestLogs guest;
  private final EventLoop loop;

  LogSink(GuestLogs guest, EventLoop loop) {
    this.guest = guest;
    this.loop = loop;
  }

  @Override
  public void write(String stream, int rank, byte[] data) {
    ObjectNode context = context(stream, rank);
    try {
      context.put(
          "data", StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString());
    } catch (CharacterCodingException e) {
      context.put("encoding", "base64").put("data", Base64.getEncoder().encodeToString(data));
    }
    append(context);
  }

  @Override
  public void end(String stream, int rank) {
    append(context(stream, rank).put("eof", true));
  }

  private static ObjectNode context(String stream, int rank) {
    return Json.object().put("stream", stream).put("rank", Integer.toString(rank));
  }

  private void append(ObjectNode context) {
    loop.execute(() -> guest.append(GuestLogs.OUTPUT, "data", context));
  }

  @Override
  public void close() {
    // The log ends with its job.
  }
}
