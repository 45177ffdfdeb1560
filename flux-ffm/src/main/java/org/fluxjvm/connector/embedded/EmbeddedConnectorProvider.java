package org.fluxjvm.connector.embedded;

import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.ConnectorOptions;
import org.fluxjvm.connector.ConnectorProvider;

/** Opens {@code embedded:} URIs: a Flux instance inside this virtual machine. */
public final class EmbeddedConnectorProvider implements ConnectorProvider {
  /** Found by {@link java.util.ServiceLoader}. */
  public EmbeddedConnectorProvider() {}

  @Override
  public boolean accepts(String uri) {
    return uri.startsWith(EmbeddedUri.SCHEME);
  }

  @Override
  public Connector open(String uri, ConnectorOptions options) {
    return Instances.open(uri, options.observer());
  }
}
