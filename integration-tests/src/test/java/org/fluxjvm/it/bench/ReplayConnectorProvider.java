package org.fluxjvm.it.bench;

import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.ConnectorOptions;
import org.fluxjvm.connector.ConnectorProvider;

/** Opens {@code replay:}, to measure what lies above a connector. */
public final class ReplayConnectorProvider implements ConnectorProvider {
  @Override
  public boolean accepts(String uri) {
    return uri.equals("replay:");
  }

  @Override
  public Connector open(String uri, ConnectorOptions options) {
    return new ReplayConnector();
  }
}
