package org.fluxjvm.connector.libflux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * Who the broker takes this process for.
 *
 * @param userid the user id that requests carry
 * @param owner whether that user owns the instance, and may thus submit unsigned
 */
record Identity(long userid, boolean owner) {
  private static final int ROLE_OWNER = 1;

  /** Asks the broker for its owner, and honours the role override that tests use. */
  static Identity on(Connection connection) {
    String userid = System.getenv("FLUX_HANDLE_USERID");
    String roles = System.getenv("FLUX_HANDLE_ROLEMASK");
    long user = userid == null ? getuid() : Long.parseLong(userid);
    boolean mayOwn = roles == null || (Integer.decode(roles) & ROLE_OWNER) != 0;
    boolean owns = Long.parseLong(connection.attribute("security.owner")) == user;
    return new Identity(user, mayOwn && owns);
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
