package org.fluxjvm.it.crash;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.quartz.Trigger;
import org.quartz.spi.JobStore;

/** Pauses before and after a job store is told that triggers have fired, or are complete. */
record PausingStore(JobStore store, Pauses pauses) implements InvocationHandler {
  static JobStore wrap(JobStore store, Pauses pauses) {
    return (JobStore)
        Proxy.newProxyInstance(
            JobStore.class.getClassLoader(),
            new Class<?>[] {JobStore.class},
            new PausingStore(store, pauses));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getName();
    if (name.equals("triggersFired") && arguments != null) {
      return around("fired", (List<?>) arguments[0], method, arguments);
    }
    if (name.equals("triggeredJobComplete") && arguments != null) {
      return around("complete", List.of(arguments[0]), method, arguments);
    }
    return call(method, arguments);
  }

  private @Nullable Object around(String step, List<?> triggers, Method method, Object[] arguments)
      throws Throwable {
    each(triggers, pauses::before, step);
    Object answer = call(method, arguments);
    each(triggers, pauses::after, step);
    return answer;
  }

  private static void each(List<?> triggers, BiConsumer<String, String> pause, String step) {
    triggers.forEach(trigger -> pause.accept(step, ((Trigger) trigger).getKey().getName()));
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
