package org.fluxjvm.connector.embedded;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/** Finds who answers a topic. */
final class Router {
  private static final System.Logger LOG = System.getLogger(Router.class.getName());

  private final Map<String, Method> methods = new HashMap<>();
  private final Set<String> services = new HashSet<>();
  private final int size;

  Router(int size) {
    this.size = size;
  }

  void add(String topic, Method method) {
    methods.put(topic, method);
    services.add(topic.substring(0, topic.lastIndexOf('.')));
  }

  /** As {@link #add}, for the instance owner only. */
  void addForOwner(String topic, Method method) {
    add(
        topic,
        exchange -> {
          if (!exchange.credentials().owner()) {
            throw exchange.error(Errno.EPERM, "Request requires owner credentials");
          }
          method.handle(exchange);
        });
  }

  void dispatch(Exchange exchange) {
    try {
      method(exchange).handle(exchange);
    } catch (FluxException e) {
      exchange.fail(e);
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, () -> exchange.topic() + " failed", e);
      exchange.fail(exchange.error(Errno.EIO, "the embedded instance failed: " + e));
    }
  }

  private Method method(Exchange exchange) {
    String topic = exchange.topic();
    if (exchange.nodeId() >= size || exchange.nodeId() < -1) {
      throw exchange.error(Errno.EHOSTUNREACH, "No route to host");
    }
    Method method = methods.get(topic);
    if (method == null) {
      int dot = topic.lastIndexOf('.');
      boolean known = dot > 0 && services.contains(topic.substring(0, dot));
      throw exchange.error(
          Errno.ENOSYS,
          known
              ? "Unknown service method '" + topic + "'"
              : "No service matching " + topic + " is registered");
    }
    return method;
  }
}
