package org.fluxjvm.connector.libflux;

import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.user.CurrentUser;

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
    String roles = System.getenv("FLUX_HANDLE_ROLEMASK");
    String owner = connection.attribute("security.owner");
    long user = CurrentUser.ofRequests();
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
}
