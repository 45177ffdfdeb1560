package org.fluxjvm.connector.libflux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Native memory, used again and again, that requests are copied to on their way to C. */
final class Outbox implements AutoCloseable {
  private static final int TOPIC_SIZE = 256;

  private static final int PAYLOAD_SIZE = 16 * 1024;

  private final Arena arena = Arena.ofConfined();
  private MemorySegment topic = arena.allocate(TOPIC_SIZE);
  private MemorySegment payload = arena.allocate(PAYLOAD_SIZE);

  /** A C string, valid until the next call. */
  MemorySegment string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length >= topic.byteSize()) {
      topic = arena.allocate(utf8.length * 2L);
    }
    return terminated(MemorySegment.ofArray(utf8), topic);
  }

  /** A JSON text with its terminating NUL, valid until the next call; NULL if there is none. */
  MemorySegment payload(MemorySegment json) {
    if (json.byteSize() == 0) {
      return MemorySegment.NULL;
    }
    if (json.byteSize() >= payload.byteSize()) {
      payload = arena.allocate(json.byteSize() * 2); // what is outgrown is at most as much again
    }
    return terminated(json, payload);
  }

  private static MemorySegment terminated(MemorySegment text, MemorySegment target) {
    MemorySegment.copy(text, 0, target, 0, text.byteSize());
    target.set(JAVA_BYTE, text.byteSize(), (byte) 0);
    return target.asSlice(0, text.byteSize() + 1);
  }

  @Override
  public void close() {
    arena.close();
  }
}
