package org.fluxjvm.scheduler.quartz;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.fluxjvm.scheduler.RunExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who wants to know when a scheduler gets its executor. They are told on the thread that gives it,
 * which goes on afterwards: nothing has run then. What one of them throws is logged.
 */
final class FluxConnections {
  private static final Logger LOG = LoggerFactory.getLogger(FluxConnections.class);

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Is told of the executor of a scheduler. */
  interface Listener {
    /** The scheduler has this executor from now on. */
    void connected(RunExecutor executor);

    /** It has none any more: a start has failed. */
    void gone();
  }

  void add(Listener listener) {
    listeners.add(listener);
  }

  void remove(Listener listener) {
    listeners.remove(listener);
  }

  void connected(RunExecutor executor) {
    tell(listener -> listener.connected(executor));
  }

  void gone() {
    tell(Listener::gone);
  }

  private void tell(Consumer<Listener> message) {
    for (Listener listener : listeners) {
      try {
        message.accept(listener);
      } catch (RuntimeException | LinkageError e) {
        LOG.warn("A listener for the executor of a scheduler failed", e);
      }
    }
  }
}
