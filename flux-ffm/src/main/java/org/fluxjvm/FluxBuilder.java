package org.fluxjvm;

import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.fluxjvm.connector.ClientObserver;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.ConnectorOptions;
import org.fluxjvm.connector.ConnectorProvider;
import org.fluxjvm.rpc.Pump;
import org.fluxjvm.rpc.RpcClient;

/** Settings of a handle that is opened. */
public final class FluxBuilder {
  private static final Executor VIRTUAL_THREADS =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("flux-callback-", 0).factory());

  private String uri = "";
  private Executor callbackExecutor = VIRTUAL_THREADS;
  private Duration callLimit = Duration.ofMinutes(1);
  private Duration reconnectLimit = Duration.ofSeconds(30);
  private ClientObserver observer = ClientObserver.NONE;

  FluxBuilder() {}

  /**
   * Sets the instance to open.
   *
   * @param value a Flux URI; empty, as by default, for {@code FLUX_URI}, else the system instance
   * @return this builder
   */
  public FluxBuilder uri(String value) {
    this.uri = value;
    return this;
  }

  /**
   * Sets what runs callbacks and completes futures.
   *
   * @param value an executor; by default each task has a virtual thread of its own
   * @return this builder
   */
  public FluxBuilder callbackExecutor(Executor value) {
    this.callbackExecutor = value;
    return this;
  }

  /**
   * Sets how long to wait for the response to a single request.
   *
   * @param value a positive time, one minute by default
   * @return this builder
   */
  public FluxBuilder callLimit(Duration value) {
    this.callLimit = positive("callLimit", value);
    return this;
  }

  /**
   * Sets how long a request waits for a lost broker to come back: one that was made meanwhile, or
   * that of a stream which is {@linkplain org.fluxjvm.job.JobEvents resumed}. It waits in the event
   * loop and keeps no thread; after that time it fails with {@code EHOSTUNREACH}. The handle itself
   * goes on trying.
   *
   * @param value a positive time, 30 seconds by default
   * @return this builder
   */
  public FluxBuilder reconnectLimit(Duration value) {
    this.reconnectLimit = positive("reconnectLimit", value);
    return this;
  }

  /**
   * Sets who is told what the handle does, such as {@code FluxClientMetrics} of flux-metrics.
   *
   * @param value an observer; by default there is none, which costs nothing
   * @return this builder
   */
  public FluxBuilder observer(ClientObserver value) {
    this.observer = GuardedObserver.around(value);
    return this;
  }

  private static Duration positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
    return value;
  }

  /**
   * Opens the handle.
   *
   * @return an open handle
   * @throws FluxException if there is no instance at the URI
   */
  public Flux open() {
    Connector connector = connect();
    return new Flux(
        uri, connector, new RpcClient(connector, callbackExecutor, callLimit, Pump.NONE, observer));
  }

  /** Opens a handle whose callbacks and waiting are a reactor's. */
  Flux open(FluxReactor reactor) {
    Connector counted = reactor.counting(connect());
    return new Flux(
        uri, counted, new RpcClient(counted, reactor::post, callLimit, reactor::pump, observer));
  }

  private Connector connect() {
    Connector connector = provider().open(uri, new ConnectorOptions(reconnectLimit, observer));
    return ObservedConnector.around(connector, observer);
  }

  private ConnectorProvider provider() {
    for (ConnectorProvider provider :
        ServiceLoader.load(ConnectorProvider.class, Flux.class.getClassLoader())) {
      if (provider.accepts(uri)) {
        return provider;
      }
    }
    throw new FluxException(Errno.ENOSYS, "Flux.open", uri + ": no connector takes this URI");
  }
}
