package org.fluxjvm.connector.embedded;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The signals of Linux, and {@code kill(2)}. */
final class Signals {
  static final int KILL = 9;
  static final int ALRM = 14;
  static final int TERM = 15;
  static final int MAX = 64;

  private static final MethodHandle KILL_CALL = link();

  private Signals() {}

  private static MethodHandle link() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find("kill").orElseThrow(),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  }

  /** Signals a process, or a process group by its negative id; false if there was none. */
  static boolean send(long pid, int signum) {
    try {
      return (int) KILL_CALL.invokeExact((int) pid, signum) == 0;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("kill(2) could not be called", e);
    }
  }
}
