package org.fluxjvm.scheduler;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all listeners; what one of them throws is logged and keeps nothing from the others. */
final class RunListeners {
  private static final Logger LOG = LoggerFactory.getLogger(RunListeners.class);

  private final List<RunListener> listeners = new CopyOnWriteArrayList<>();

  void add(RunListener listener) {
    listeners.add(listener);
  }

  void remove(RunListener listener) {
    listeners.remove(listener);
  }

  void tell(Consumer<RunListener> message) {
    for (RunListener listener : listeners) {
      try {
        message.accept(listener);
      } catch (RuntimeException | LinkageError | AssertionError e) {
        LOG.error("A run listener failed", e);
      }
    }
  }
}
