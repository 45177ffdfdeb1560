package org.fluxjvm.it.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.function.Consumer;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunState;

/** Something that happens just before a ledger puts a state down. */
final class LedgerHook {
  private LedgerHook() {}

  /** The ledger, with a call before each state: its word in lower case. */
  static RunLedger before(RunLedger ledger, Consumer<String> hook) {
    return (RunLedger)
        Proxy.newProxyInstance(
            RunLedger.class.getClassLoader(),
            new Class<?>[] {RunLedger.class},
            (proxy, method, arguments) -> {
              if (arguments != null
                  && arguments.length > 1
                  && arguments[1] instanceof RunState to) {
                hook.accept(to.word().toLowerCase(Locale.ROOT));
              }
              try {
                return method.invoke(ledger, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
