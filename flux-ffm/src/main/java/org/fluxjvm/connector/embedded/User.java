package org.fluxjvm.connector.embedded;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/** The user that this virtual machine runs as. */
final class User {
  private User() {}

  /** {@code getuid(2)}. */
  static long id() {
    Linker linker = Linker.nativeLinker();
    var getuid =
        linker.downcallHandle(
            linker.defaultLookup().find("getuid").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.JAVA_INT));
    try {
      return Integer.toUnsignedLong((int) getuid.invokeExact());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("getuid(2) could not be called", e);
    }
  }
}
