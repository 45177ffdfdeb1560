package org.fluxjvm.it.bench;

import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.ConnectorOptions;
import org.fluxjvm.connector.ConnectorProvider;

/** Opens {@code endless:}, to measure what a scheduler holds of jobs that run. */
public final class EndlessConnectorProvider implements ConnectorProvider {
  @Override
  public boolean accepts(String uri) {
    return uri.equals(EndlessConnector.URI);
  }

  @Override
  public Connector open(String uri, ConnectorOptions options) {
    return new EndlessConnector();
  }
}
