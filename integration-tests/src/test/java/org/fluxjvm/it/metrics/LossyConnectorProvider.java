package org.fluxjvm.it.metrics;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.ConnectorOptions;
import org.fluxjvm.connector.ConnectorProvider;

/** Opens {@code lossy:} before any other URI. */
public final class LossyConnectorProvider implements ConnectorProvider {
  private static final String SCHEME = "lossy:";
  private static final Map<String, LossyConnector> LAST = new ConcurrentHashMap<>();

  static String uri(String uri) {
    return SCHEME + uri;
  }

  /** The connector that was last opened by such a URI. */
  static LossyConnector last(String uri) {
    LossyConnector last = LAST.get(uri);
    if (last == null) {
      throw new IllegalStateException("nobody has opened " + uri);
    }
    return last;
  }

  @Override
  public boolean accepts(String uri) {
    return uri.startsWith(SCHEME);
  }

  @Override
  public Connector open(String uri, ConnectorOptions options) {
    String inner = uri.substring(SCHEME.length());
    LossyConnector opened =
        ServiceLoader.load(ConnectorProvider.class, getClass().getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.accepts(inner))
            .map(provider -> new LossyConnector(provider.open(inner, options)))
            .findFirst()
            .orElseThrow();
    LAST.put(uri, opened);
    return opened;
  }
}
