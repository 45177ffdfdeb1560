package org.fluxjvm.scheduler.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Turns signals into a call, for as long as it is open; those opened last go before.
 *
 * <p>A shutdown hook cannot tell a second Ctrl-C, and sets the exit status to 128 and the signal.
 * {@code sun.misc.Signal} can, and is reached by reflection because javac warns of it in a way that
 * cannot be turned off.
 */
final class Signals implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Signals.class.getName());

  private record Before(Object signal, Object handler) {}

  private final Class<?> signalType;
  private final Class<?> handlerType;
  private final Deque<Before> before = new ArrayDeque<>();

  private Signals() throws ClassNotFoundException {
    this.signalType = Class.forName("sun.misc.Signal");
    this.handlerType = Class.forName("sun.misc.SignalHandler");
  }

  /** Signals by their names without SIG. */
  static Signals handle(List<String> names, Runnable call) {
    try {
      Signals signals = new Signals();
      names.forEach(name -> signals.handle(name, call));
      return signals;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("This Java has no sun.misc.Signal", e);
    }
  }

  private void handle(String name, Runnable call) {
    Object handler =
        Proxy.newProxyInstance(
            handlerType.getClassLoader(),
            new Class<?>[] {handlerType},
            (self, method, arguments) -> {
              call.run();
              return null;
            });
    try {
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      before.push(new Before(signal, set(signal, handler)));
    } catch (InvocationTargetException e) {
      // The virtual machine was started with -Xrs, and leaves the signal to somebody else.
      LOG.log(System.Logger.Level.DEBUG, "SIG" + name + " is not handled", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This Java has another sun.misc.Signal", e);
    }
  }

  private Object set(Object signal, Object handler) throws ReflectiveOperationException {
    return signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
  }

  /** Puts the handlers back that were there before. */
  @Override
  public void close() {
    while (!before.isEmpty()) {
      Before one = before.pop();
      try {
        set(one.signal(), one.handler());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("A signal handler could not be put back", e);
      }
    }
  }
}
