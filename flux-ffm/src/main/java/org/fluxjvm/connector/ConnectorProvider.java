package org.fluxjvm.connector;

/** Opens the connectors of one kind of URI; found by {@link java.util.ServiceLoader}. */
public interface ConnectorProvider {
  /**
   * Whether this provider opens such a URI.
   *
   * @param uri a Flux URI, empty for the enclosing or the system instance
   * @return true if {@link #open} takes it; at most one provider does
   */
  boolean accepts(String uri);

  /**
   * Opens a handle.
   *
   * @param uri a Flux URI that {@link #accepts} takes
   * @param options limits in time
   * @return an open connector
   * @throws org.fluxjvm.FluxException if there is no instance at that URI
   */
  Connector open(String uri, ConnectorOptions options);
}
