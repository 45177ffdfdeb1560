package org.fluxjvm.it.executor;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** {@code pipe(2)}: Java does not tell the descriptors of its own. */
final class NativePipe implements AutoCloseable {
  private static final MethodHandle PIPE = libc("pipe", ADDRESS);
  private static final MethodHandle READ = libc("read", JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle WRITE = libc("write", JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle CLOSE = libc("close", JAVA_INT);

  private final Arena arena = Arena.ofShared();
  private final MemorySegment ends = arena.allocate(JAVA_INT, 2);
  private final MemorySegment data = arena.allocate(1);
  private boolean writable = true;

  NativePipe() {
    call(PIPE, ends);
  }

  private static MethodHandle libc(String name, MemoryLayout... parameters) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find(name).orElseThrow(),
        FunctionDescriptor.of(JAVA_INT, parameters));
  }

  private static void call(MethodHandle function, Object... arguments) {
    try {
      if ((int) function.invokeWithArguments(arguments) < 0) {
        throw new IllegalStateException("a call of the C library failed");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  int readEnd() {
    return ends.getAtIndex(JAVA_INT, 0);
  }

  void write(int value) {
    data.set(JAVA_BYTE, 0, (byte) value);
    call(WRITE, ends.getAtIndex(JAVA_INT, 1), data, 1L);
  }

  int read() {
    call(READ, readEnd(), data, 1L);
    return data.get(JAVA_BYTE, 0);
  }

  void closeWriteEnd() {
    if (writable) {
      writable = false;
      call(CLOSE, ends.getAtIndex(JAVA_INT, 1));
    }
  }

  @Override
  public void close() {
    closeWriteEnd();
    call(CLOSE, readEnd());
    arena.close();
  }
}
