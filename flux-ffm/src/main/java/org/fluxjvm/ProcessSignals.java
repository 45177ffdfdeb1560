package org.fluxjvm;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The signals that this process handles by calls of Java: for each at first use {@code
 * sun.misc.Signal} takes it, and after the last it is given back.
 *
 * <p>A signal watcher of libflux-core would take signals from the virtual machine behind its back.
 * {@code sun.misc.Signal} does not, and is reached by reflection because it is not part of every
 * Java, and javac warns of it in a way that cannot be turned off.
 */
final class ProcessSignals {
  private static final Set<String> OF_THE_VM =
      Set.of(
          "ABRT", "BUS", "FPE", "ILL", "KILL", "PIPE", "QUIT", "SEGV", "STOP", "SYS", "TRAP",
          "USR2", "XFSZ");

  private static final Map<String, ProcessSignals> HANDLED = new HashMap<>();

  private final Object signal;
  private final List<Runnable> calls = new ArrayList<>();
  private final Object before;

  private ProcessSignals(String name) {
    try {
      this.signal = type("sun.misc.Signal").getConstructor(String.class).newInstance(name);
      this.before = handle(handler());
    } catch (InvocationTargetException e) {
      throw refused(name, "" + e.getCause());
    } catch (ClassNotFoundException e) {
      throw new FluxException(
          Errno.ENOSYS,
          "SIG" + name,
          "this Java has no sun.misc.Signal: run it with --add-modules jdk.unsupported");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java has another sun.misc.Signal", e);
    }
  }

  /**
   * Adds a call.
   *
   * @param name the signal without SIG
   * @param call is called on a thread of the virtual machine
   * @return takes the call away
   */
  static Runnable add(String name, Runnable call) {
    if (OF_THE_VM.contains(name)) {
      throw refused(name, "the virtual machine needs it itself");
    }
    synchronized (HANDLED) {
      HANDLED.computeIfAbsent(name, ProcessSignals::new).calls.add(call);
    }
    return () -> remove(name, call);
  }

  private static IllegalArgumentException refused(String name, String why) {
    return new IllegalArgumentException(
        "signal: SIG"
            + name
            + " cannot be watched: "
            + why
            + "; nor can any of "
            + OF_THE_VM.stream().sorted().toList());
  }

  private static void remove(String name, Runnable call) {
    synchronized (HANDLED) {
      ProcessSignals handled = HANDLED.get(name);
      if (handled != null && handled.calls.remove(call) && handled.calls.isEmpty()) {
        HANDLED.remove(name);
        handled.giveBack();
      }
    }
  }

  private void giveBack() {
    try {
      handle(before);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a signal handler could not be put back", e);
    }
  }

  private Object handle(Object handler) throws ReflectiveOperationException {
    Class<?> type = signal.getClass();
    return type.getMethod("handle", type, type("sun.misc.SignalHandler"))
        .invoke(null, signal, handler);
  }

  private Object handler() throws ClassNotFoundException {
    Class<?> type = type("sun.misc.SignalHandler");
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> {
          if (method.getName().equals("handle")) {
            callAll();
          }
          return null;
        });
  }

  private void callAll() {
    List<Runnable> all;
    synchronized (HANDLED) {
      all = List.copyOf(calls);
    }
    all.forEach(Runnable::run);
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name);
  }
}
