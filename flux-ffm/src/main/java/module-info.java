/** Client of the Flux resource manager. */
module org.fluxjvm.ffm {
  requires transitive tools.jackson.databind;
  requires static org.yaml.snakeyaml;
  requires static transitive org.jspecify;

  exports org.fluxjvm;
  exports org.fluxjvm.job;
  exports org.fluxjvm.rfc;
}
