package org.fluxjvm.connector.libflux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/**
 * Who the broker takes this process for.
 *
 * @param userid the user id that requests carry
 * @param owner whether that user owns the instance, may thus submit unsigned, and is not a guest
 */
record Identity(long userid, boolean owner) {
  private static final int ROLE_OWNER = 1;

  /** Asks the broker for its owner, and honours the role override that tests use. */
  static Identity on(Connection connection) {
    String userid = System.getenv("FLUX_HANDLE_USERID");
    String roles = System.getenv("FLUX_HANDLE_ROLEMASK");
    String owner = connection.attribute("security.owner");
    long user = userid == null ? getuid() : number("FLUX_HANDLE_USERID", userid);
    boolean mayOwn = roles == null || (number("FLUX_HANDLE_ROLEMASK", roles) & ROLE_OWNER) != 0;
    return new Identity(user, mayOwn && number("security.owner", owner) == user);
  }

  private static long number(String name, String value) {
    try {
      return Long.decode(value);
    } catch (NumberFormatException e) {
      throw new FluxException(Errno.EINVAL, name, "not a number: " + value);
    }
  }

  private static long getuid() {
    Linker linker = Linker.nativeLinker();
    try {
      int uid =
          (int)
              linker
                  .downcallHandle(
                      linker.defaultLookup().find("getuid").orElseThrow(),
                      FunctionDescriptor.of(ValueLayout.JAVA_INT))
                  .invokeExact();
      return Integer.toUnsignedLong(uid);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }
}
