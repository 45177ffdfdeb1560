package org.fluxjvm.user;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/** The users of this machine, as the C library knows them. */
public final class UserDatabase {
  /** Ample for {@code struct passwd} of any C library, whose first field is the name. */
  private static final long ENTRY_SIZE = 256;

  /** Of the user id in it, which follows the pointers to the name and the password. */
  private static final long ID_OFFSET = 2 * ValueLayout.ADDRESS.byteSize();

  private static final long TEXT_SIZE = 1 << 16;

  /** How {@code getpwnam_r(3)} may say that there is no such user, besides saying nothing. */
  private static final Set<Errno> NOT_FOUND =
      Set.of(Errno.ENOENT, Errno.ESRCH, Errno.EBADF, Errno.EPERM);

  /** Calls one of the two functions, which take the same but for the key. */
  @FunctionalInterface
  private interface Lookup {
    int find(MethodHandle function, MemorySegment entry, MemorySegment text, MemorySegment found)
        throws Throwable;
  }

  private UserDatabase() {}

  /**
   * The name of a user: {@code getpwuid_r(3)}.
   *
   * @param userid a user id
   * @return the name, or empty if no user of this machine has that id
   * @throws FluxException if the users of this machine cannot be read
   */
  public static Optional<String> name(long userid) {
    try (Arena arena = Arena.ofConfined()) {
      return find(
              arena,
              "getpwuid_r",
              ValueLayout.JAVA_INT,
              (function, entry, text, found) ->
                  (int) function.invokeExact((int) userid, entry, text, TEXT_SIZE, found))
          .map(entry -> entry.get(ValueLayout.ADDRESS, 0).reinterpret(TEXT_SIZE).getString(0));
    }
  }

  /**
   * The id of a user: {@code getpwnam_r(3)}.
   *
   * @param name a user's name
   * @return the id, or empty if this machine has no user of that name
   * @throws FluxException if the users of this machine cannot be read
   */
  public static OptionalLong id(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocateFrom(name);
      return find(
              arena,
              "getpwnam_r",
              ValueLayout.ADDRESS,
              (function, entry, text, found) ->
                  (int) function.invokeExact(key, entry, text, TEXT_SIZE, found))
          .map(entry -> entry.get(ValueLayout.JAVA_INT, ID_OFFSET))
          .map(id -> OptionalLong.of(Integer.toUnsignedLong(id)))
          .orElse(OptionalLong.empty());
    }
  }

  private static Optional<MemorySegment> find(
      Arena arena, String function, MemoryLayout key, Lookup lookup) {
    FunctionDescriptor type =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            key,
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.ADDRESS);
    MemorySegment found = arena.allocate(ValueLayout.ADDRESS);
    int error;
    try {
      error =
          lookup.find(
              CLibrary.function(function, type),
              arena.allocate(ENTRY_SIZE, Long.BYTES),
              arena.allocate(TEXT_SIZE),
              found);
    } catch (Throwable t) {
      throw CLibrary.failed(function + "(3)", t);
    }
    if (error != 0 && !NOT_FOUND.contains(Errno.of(error))) {
      throw new FluxException(error, function, null);
    }
    MemorySegment entry = found.get(ValueLayout.ADDRESS, 0);
    return error != 0 || entry.address() == 0
        ? Optional.empty()
        : Optional.of(entry.reinterpret(ENTRY_SIZE));
  }
}
