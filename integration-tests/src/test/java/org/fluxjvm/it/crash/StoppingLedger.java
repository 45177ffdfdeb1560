package org.fluxjvm.it.crash;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunState;
import org.jspecify.annotations.Nullable;

/**
 * Puts everything down up to a state, that included, and then does not answer any longer: what
 * follows it never gets beyond that.
 */
record StoppingLedger(RunLedger ledger, String last, CountDownLatch reached)
    implements InvocationHandler {
  RunLedger asLedger() {
    return (RunLedger)
        Proxy.newProxyInstance(
            RunLedger.class.getClassLoader(), new Class<?>[] {RunLedger.class}, this);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (reached.getCount() == 0) {
      throw new LedgerException("stopped on purpose", null);
    }
    try {
      return method.invoke(ledger, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      if (arguments != null
          && arguments.length > 1
          && arguments[1] instanceof RunState to
          && to.word().toLowerCase(Locale.ROOT).equals(last)) {
        reached.countDown();
      }
    }
  }
}
