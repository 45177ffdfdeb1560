package org.fluxjvm.metrics;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A small HTTP server for metrics and health, on the loopback address unless told otherwise.
 *
 * <p>It has no passwords and no TLS: put a proxy before it to show it to others. It serves a
 * bounded number of requests at once, each in a bounded time from its first byte to its last: a
 * client that neither sends nor reads holds a place no longer. The number of open connections,
 * which have no thread of their own, is bounded by the server of the JDK alone, for the whole
 * virtual machine, if the system property {@code jdk.httpserver.maxConnections} is set at its
 * start; idle ones are closed after half a minute.
 */
public final class MetricsServer implements AutoCloseable {
  private static final int BACKLOG = 64;

  private final HttpServer server;
  private final ExchangeExecutor executor;
  private final HostPort address;

  private MetricsServer(HttpServer server, ExchangeExecutor executor, HostPort address) {
    this.server = server;
    this.executor = executor;
    this.address = address;
  }

  /**
   * A server that is not started yet.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Where the server listens.
   *
   * @return the host as it was given, and the port that it has got
   */
  public HostPort address() {
    return address;
  }

  /**
   * The URI of a page, to be shown to a person.
   *
   * @param path such as {@code /metrics}
   * @return a URI
   */
  public URI uri(String path) {
    return URI.create("http://" + address + path);
  }

  /** Stops listening and closes all connections. A second call does nothing. */
  @Override
  public void close() {
    server.stop(0);
    executor.close();
  }

  /** What a server shows, where, and within which limits. */
  public static final class Builder {
    private final Map<String, HttpHandler> handlers = new LinkedHashMap<>();
    private HostPort address = HostPort.DEFAULT;
    private int requestsAtOnce = 16;
    private Duration requestLimit = Duration.ofSeconds(10);

    private Builder() {}

    /**
     * Sets where to listen.
     *
     * @param value host and port, {@link HostPort#DEFAULT} by default
     * @return this builder
     */
    public Builder address(HostPort value) {
      this.address = value;
      return this;
    }

    /**
     * Mounts a handler.
     *
     * @param path where, such as {@code /metrics}
     * @param handler is given the requests to that path and below it
     * @return this builder
     */
    public Builder handle(String path, HttpHandler handler) {
      handlers.put(path, handler);
      return this;
    }

    /**
     * Sets how many requests are served at once; the connections of more are closed.
     *
     * @param value at least 1, 16 by default
     * @return this builder
     */
    public Builder requestsAtOnce(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("requestsAtOnce must be at least 1, not " + value);
      }
      this.requestsAtOnce = value;
      return this;
    }

    /**
     * Sets how long a request may take, from its first byte to the last of its response; then its
     * connection is closed.
     *
     * @param value a positive time, 10 seconds by default
     * @return this builder
     */
    public Builder requestLimit(Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException("requestLimit must be positive, not " + value);
      }
      this.requestLimit = value;
      return this;
    }

    /**
     * Starts the server.
     *
     * @return a server that listens
     * @throws IOException if the host is not known or the port is taken
     */
    public MetricsServer start() throws IOException {
      HttpServer server = listen();
      ExchangeExecutor executor = new ExchangeExecutor(requestsAtOnce, requestLimit);
      server.setExecutor(executor);
      handlers.forEach(server::createContext);
      server.start();
      HostPort bound = new HostPort(address.host(), server.getAddress().getPort());
      return new MetricsServer(server, executor, bound);
    }

    private HttpServer listen() throws IOException {
      try {
        InetAddress host = InetAddress.getByName(address.host());
        return HttpServer.create(new InetSocketAddress(host, address.port()), BACKLOG);
      } catch (UnknownHostException e) {
        throw withCause(new UnknownHostException(address + ": this host is not known here"), e);
      } catch (BindException e) {
        throw withCause(
            new BindException(
                "cannot listen on "
                    + address
                    + ": "
                    + e.getMessage()
                    + "; choose another port, or 0 for any that is free"),
            e);
      }
    }

    private static IOException withCause(IOException exception, Throwable cause) {
      exception.initCause(cause);
      return exception;
    }
  }
}
