/** Micrometer meters of a Flux instance, and the endpoint that shows them. */
module org.fluxjvm.metrics {
  requires transitive org.fluxjvm.ffm;
  requires transitive micrometer.core;
  requires transitive micrometer.commons;
  requires transitive jdk.httpserver;
  requires static transitive micrometer.registry.prometheus;
  requires static transitive org.jspecify;

  exports org.fluxjvm.metrics;
}
