package org.fluxjvm.scheduler.control;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One end of a connection: lines of JSON, none longer than so many bytes. */
final class Wire {
  static final int REQUEST_BYTES = 16 << 10;
  static final int ANSWER_BYTES = 64 << 20;

  private static final int CHUNK_BYTES = 8 << 10;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final SocketChannel channel;
  private final int longest;
  private final ByteBuffer unread = ByteBuffer.allocate(CHUNK_BYTES).limit(0);

  Wire(SocketChannel channel, int longest) {
    this.channel = channel;
    this.longest = longest;
  }

  /**
   * Reads a line.
   *
   * @throws ControlException if it is too long, or not what it should be
   * @throws EOFException if the other side ended before the line did
   */
  <T> T read(Class<T> type) throws IOException {
    byte[] line = line();
    T value;
    try {
      value = MAPPER.readValue(line, type);
    } catch (JacksonException e) {
      throw new ControlException("this is not understood: " + e.getOriginalMessage(), e);
    }
    if (value == null) {
      throw new ControlException("this is not understood: null");
    }
    return value;
  }

  private byte[] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      while (unread.hasRemaining()) {
        byte next = unread.get();
        if (next == '\n') {
          return line.toByteArray();
        }
        if (line.size() == longest) {
          throw new ControlException("a line is longer than " + longest + " bytes");
        }
        line.write(next);
      }
      if (!fill()) {
        throw new EOFException("the other side closed the connection within a line");
      }
    }
  }

  private boolean fill() throws IOException {
    unread.clear();
    int count = channel.read(unread);
    unread.flip();
    return count >= 0;
  }

  /** Waits until the other side closes the connection; what it still writes is dropped. */
  void awaitEnd() throws IOException {
    while (fill()) {
      unread.position(unread.limit());
    }
  }

  void write(Object value) throws IOException {
    byte[] text = MAPPER.writeValueAsBytes(value);
    ByteBuffer line = ByteBuffer.allocate(text.length + 1).put(text).put((byte) '\n').flip();
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }
}
