/** A JUnit extension that gives tests a Flux instance. */
module org.fluxjvm.junit {
  requires transitive org.fluxjvm.ffm;
  requires transitive org.junit.jupiter.api;
  requires static transitive org.jspecify;

  exports org.fluxjvm.junit;

  opens org.fluxjvm.junit to
      org.junit.platform.commons;
}
