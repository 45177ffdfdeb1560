package org.fluxjvm.scheduler.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Turns SIGINT, SIGTERM and SIGHUP into a call.
 *
 * <p>A shutdown hook cannot tell a second Ctrl-C, and sets the exit status to 128 and the signal.
 * {@code sun.misc.Signal} can, and is reached by reflection because javac warns of it in a way that
 * cannot be turned off.
 */
final class Signals {
  private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

  private Signals() {}

  static void handle(Runnable call) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                call.run();
                return null;
              });
      for (String name : NAMES) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      }
    } catch (InvocationTargetException e) {
      // The virtual machine was started with -Xrs, or ignores the signal as nohup(1) wants it.
      System.getLogger(Signals.class.getName())
          .log(System.Logger.Level.DEBUG, "A signal is not handled", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This Java has no sun.misc.Signal", e);
    }
  }
}
