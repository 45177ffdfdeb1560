package org.fluxjvm.job;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The users of this machine, as the C library knows them. */
final class Users {
  private static final long UNKNOWN = 0xFFFF_FFFFL;

  /** Ample for {@code struct passwd} of any C library, whose first field is the name. */
  private static final long ENTRY_SIZE = 256;

  private static final long TEXT_SIZE = 1 << 16;

  private Users() {}

  /** The id that Flux uses for "any user": {@code FLUX_USERID_UNKNOWN}. */
  static long unknown() {
    return UNKNOWN;
  }

  /** The user that requests of this process come from; tests may override it, as in libflux. */
  static long current() {
    String override = System.getenv("FLUX_HANDLE_USERID");
    if (override != null) {
      return Long.parseLong(override);
    }
    try {
      MethodHandle getuid = function("getuid", FunctionDescriptor.of(ValueLayout.JAVA_INT));
      return Integer.toUnsignedLong((int) getuid.invokeExact());
    } catch (Throwable t) {
      throw new IllegalStateException("getuid(2) cannot be called", t);
    }
  }

  /** The name of a user: {@code getpwuid_r(3)}; the id in decimal if there is none. */
  static String name(long userid) {
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle getpwuid =
          function(
              "getpwuid_r",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.ADDRESS));
      MemorySegment found = arena.allocate(ValueLayout.ADDRESS);
      int error =
          (int)
              getpwuid.invokeExact(
                  (int) userid,
                  arena.allocate(ENTRY_SIZE, Long.BYTES),
                  arena.allocate(TEXT_SIZE),
                  TEXT_SIZE,
                  found);
      MemorySegment entry = found.get(ValueLayout.ADDRESS, 0);
      if (error != 0 || entry.address() == 0) {
        return Long.toString(userid);
      }
      MemorySegment name =
          entry.reinterpret(ENTRY_SIZE).get(ValueLayout.ADDRESS, 0).reinterpret(TEXT_SIZE);
      return name.getString(0);
    } catch (Throwable t) {
      throw new IllegalStateException("getpwuid_r(3) cannot be called", t);
    }
  }

  private static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type);
  }
}
