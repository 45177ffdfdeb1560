package org.fluxjvm.job;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.OptionalLong;

/** The users of this machine, as the C library knows them. */
final class Users {
  private static final long UNKNOWN = 0xFFFF_FFFFL;

  /** Ample for {@code struct passwd} of any C library, whose first field is the name. */
  private static final long ENTRY_SIZE = 256;

  /** Of the user id in it, which follows the pointers to the name and the password. */
  private static final long ID_OFFSET = 2 * ValueLayout.ADDRESS.byteSize();

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
      MethodHandle getpwuid = function("getpwuid_r", lookup(ValueLayout.JAVA_INT));
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

  /** The id of a user: {@code getpwnam_r(3)}. */
  static OptionalLong id(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle getpwnam = function("getpwnam_r", lookup(ValueLayout.ADDRESS));
      MemorySegment found = arena.allocate(ValueLayout.ADDRESS);
      int error =
          (int)
              getpwnam.invokeExact(
                  arena.allocateFrom(name),
                  arena.allocate(ENTRY_SIZE, Long.BYTES),
                  arena.allocate(TEXT_SIZE),
                  TEXT_SIZE,
                  found);
      MemorySegment entry = found.get(ValueLayout.ADDRESS, 0);
      if (error != 0 || entry.address() == 0) {
        return OptionalLong.empty();
      }
      int id = entry.reinterpret(ENTRY_SIZE).get(ValueLayout.JAVA_INT, ID_OFFSET);
      return OptionalLong.of(Integer.toUnsignedLong(id));
    } catch (Throwable t) {
      throw new IllegalStateException("getpwnam_r(3) cannot be called", t);
    }
  }

  /** Either takes what to look for, where to put it, and a place for the pointer to it. */
  private static FunctionDescriptor lookup(MemoryLayout key) {
    return FunctionDescriptor.of(
        ValueLayout.JAVA_INT,
        key,
        ValueLayout.ADDRESS,
        ValueLayout.ADDRESS,
        ValueLayout.JAVA_LONG,
        ValueLayout.ADDRESS);
  }

  private static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type);
  }
}
