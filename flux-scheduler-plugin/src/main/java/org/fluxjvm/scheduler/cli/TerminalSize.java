package org.fluxjvm.scheduler.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** Asks the kernel for the size of the terminal that is standard output: {@code TIOCGWINSZ}. */
final class TerminalSize {
  private static final int STANDARD_OUTPUT = 1;

  /** The same on x86-64 and aarch64: asm-generic/ioctls.h. */
  private static final long TIOCGWINSZ = 0x5413;

  /** {@code struct winsize}: rows, columns, and two numbers of pixels, 16 bits each. */
  private static final long WINSIZE_BYTES = 8;

  private static final long COLUMNS_OFFSET = 2;

  private final MethodHandle ioctl;

  TerminalSize() {
    Linker linker = Linker.nativeLinker();
    this.ioctl =
        linker.downcallHandle(
            linker.defaultLookup().find("ioctl").orElseThrow(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS),
            Linker.Option.firstVariadicArg(2));
  }

  /** The size as it is now; empty if standard output is not a terminal. */
  Optional<Size> get() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment winsize = arena.allocate(WINSIZE_BYTES, Long.BYTES);
      if ((int) ioctl.invokeExact(STANDARD_OUTPUT, TIOCGWINSZ, winsize) != 0) {
        return Optional.empty();
      }
      int rows = Short.toUnsignedInt(winsize.get(ValueLayout.JAVA_SHORT, 0));
      int columns = Short.toUnsignedInt(winsize.get(ValueLayout.JAVA_SHORT, COLUMNS_OFFSET));
      return Optional.of(rows == 0 || columns == 0 ? Size.USUAL : new Size(columns, rows));
    } catch (Throwable e) { // invokeExact declares it
      throw new IllegalStateException("ioctl(2) could not be called", e);
    }
  }
}
