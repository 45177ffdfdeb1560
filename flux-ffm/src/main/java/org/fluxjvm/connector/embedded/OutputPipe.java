package org.fluxjvm.connector.embedded;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * A pipe whose reader sees the end when every writer is gone. The streams of {@link Process} are
 * cut when their process exits, though its children may still write.
 */
record OutputPipe(int readEnd, int writeEnd) implements AutoCloseable {
  private static final String DESCRIPTORS = "/proc/self/fd/";
  private static final int O_CLOEXEC = 02000000;
  private static final MethodHandle PIPE2 =
      link(
          "pipe2",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
  private static final MethodHandle CLOSE =
      link("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private static MethodHandle link(String function, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(function).orElseThrow(), type);
  }

  static OutputPipe open() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
      if ((int) PIPE2.invokeExact(ends, O_CLOEXEC) != 0) {
        throw new IOException("pipe2(2) failed: too many open files?");
      }
      return new OutputPipe(
          ends.getAtIndex(ValueLayout.JAVA_INT, 0), ends.getAtIndex(ValueLayout.JAVA_INT, 1));
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("pipe2(2) could not be called", e);
    }
  }

  /** The end for a process to write to, while this is open. */
  File writer() {
    return new File(DESCRIPTORS + writeEnd);
  }

  /** Opens the other end, which outlives this. */
  InputStream reader() throws IOException {
    return new FileInputStream(DESCRIPTORS + readEnd);
  }

  /** Lets go of both ends, so that those opened from them are the only ones. */
  @Override
  public void close() {
    try {
      int closed = (int) CLOSE.invokeExact(readEnd) + (int) CLOSE.invokeExact(writeEnd);
      if (closed != 0) {
        throw new IllegalStateException("a pipe was closed by somebody else");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("close(2) could not be called", e);
    }
  }
}
