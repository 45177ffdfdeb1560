package org.fluxjvm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** {@code poll(2)} over a growing array of descriptors. */
final class FdPoll {
  static final int IN = 1;
  static final int OUT = 4;

  /** POLLERR, POLLHUP and POLLNVAL, which poll(2) tells unasked. */
  static final int FAILURE = 0x38;

  private static final long SIZE = 8;
  private static final long EVENTS = 4;
  private static final long RESULT = 6;

  private static final MethodHandle POLL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().find("poll").orElseThrow(),
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

  private final Arena arena;
  private MemorySegment entries;
  private int count;

  FdPoll(Arena arena) {
    this.arena = arena;
    this.entries = arena.allocate(SIZE * 16, 8);
  }

  void clear() {
    count = 0;
  }

  void add(int fd, int events) {
    if (count * SIZE == entries.byteSize()) {
      MemorySegment larger = arena.allocate(entries.byteSize() * 2, 8);
      larger.copyFrom(entries);
      entries = larger;
    }
    long at = count++ * SIZE;
    entries.set(JAVA_INT, at, fd);
    entries.set(JAVA_SHORT, at + EVENTS, (short) events);
    entries.set(JAVA_SHORT, at + RESULT, (short) 0);
  }

  /** Waits until a descriptor is ready; less than 0 ms is without end. A signal ends it early. */
  void await(int millis) {
    try {
      int _ = (int) POLL.invokeExact(entries, (long) count, millis);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  int result(int index) {
    return entries.get(JAVA_SHORT, index * SIZE + RESULT);
  }
}
