package org.fluxjvm.user;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** The functions of the C library that this package calls. */
final class CLibrary {
  private CLibrary() {}

  static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type);
  }

  /** What a call threw, as what may be thrown from here. */
  static RuntimeException failed(String function, Throwable thrown) {
    return switch (thrown) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(function + " cannot be called", thrown);
    };
  }
}
