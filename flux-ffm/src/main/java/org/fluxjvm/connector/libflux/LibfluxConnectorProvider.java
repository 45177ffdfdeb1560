package org.fluxjvm.connector.libflux;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.ConnectorOptions;
import org.fluxjvm.connector.ConnectorProvider;

/** Opens whatever {@code flux_open(3)} opens. */
public final class LibfluxConnectorProvider implements ConnectorProvider {
  /** Called by {@link java.util.ServiceLoader}. */
  public LibfluxConnectorProvider() {}

  @Override
  public boolean accepts(String uri) {
    return !uri.startsWith("embedded:");
  }

  @Override
  public Connector open(String uri, ConnectorOptions options) {
    LibfluxLibrary.symbols(); // before any generated class needs it: its error says what to do
    EventLoop loop = new EventLoop(uri, options);
    try {
      Identity identity =
          loop.start()
              .get(TimeUnit.NANOSECONDS.convert(options.reconnectLimit()), TimeUnit.NANOSECONDS);
      return new LibfluxConnector(loop, identity);
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case FluxException flux -> flux;
        case LinkageError missing -> LibfluxLibrary.tooOld(missing);
        case null, default -> new IllegalStateException(e);
      };
    } catch (TimeoutException e) {
      loop.shutdown();
      throw new FluxException(Errno.ETIMEDOUT, "flux_open", uri + ": the broker does not answer");
    } catch (InterruptedException e) {
      loop.shutdown();
      Thread.currentThread().interrupt();
      throw new FluxException(Errno.EINTR, "flux_open", uri + ": interrupted");
    }
  }
}
