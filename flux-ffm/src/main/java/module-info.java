/** Client of the Flux resource manager. */
module org.fluxjvm.ffm {
  requires transitive tools.jackson.databind;
  requires static org.yaml.snakeyaml;
  requires static transitive org.jspecify;

  exports org.fluxjvm;
  exports org.fluxjvm.connector;
  exports org.fluxjvm.executor;
  exports org.fluxjvm.jextract;
  exports org.fluxjvm.job;
  exports org.fluxjvm.rfc;
  exports org.fluxjvm.rpc;

  uses org.fluxjvm.connector.ConnectorProvider;

  provides org.fluxjvm.connector.ConnectorProvider with
      org.fluxjvm.connector.embedded.EmbeddedConnectorProvider,
      org.fluxjvm.connector.libflux.LibfluxConnectorProvider;
}
