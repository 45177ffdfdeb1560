package org.fluxjvm.user;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/** The user of this process. */
public final class CurrentUser {
  private static final String OVERRIDE = "FLUX_HANDLE_USERID";

  private CurrentUser() {}

  /**
   * The user that this process runs as: {@code getuid(2)}.
   *
   * @return a user id
   */
  public static long id() {
    try {
      return Integer.toUnsignedLong(
          (int)
              CLibrary.function("getuid", FunctionDescriptor.of(ValueLayout.JAVA_INT))
                  .invokeExact());
    } catch (Throwable t) {
      throw CLibrary.failed("getuid(2)", t);
    }
  }

  /**
   * The user that requests of this process come from: {@link #id}, unless {@code
   * FLUX_HANDLE_USERID} says otherwise, as {@code flux_open(3)} has it.
   *
   * @return a user id
   * @throws FluxException EINVAL if that variable is not a number
   */
  public static long ofRequests() {
    return ofRequests(System.getenv());
  }

  static long ofRequests(Map<String, String> environment) {
    String override = environment.get(OVERRIDE);
    if (override == null) {
      return id();
    }
    try {
      return Integer.toUnsignedLong(Integer.parseUnsignedInt(override));
    } catch (NumberFormatException e) {
      throw new FluxException(
          Errno.EINVAL,
          OVERRIDE,
          "the environment variable must be a user id, not '" + override + "'");
    }
  }
}
