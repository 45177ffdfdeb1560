package org.fluxjvm.scheduler.cli;

import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;

/** Opens Flux instances for a person. */
final class Connection {
  private static final String EMBEDDED = "embedded:";

  private Connection() {}

  static boolean isEmbedded(String uri) {
    return uri.startsWith(EMBEDDED);
  }

  static Observed open(String uri) {
    try {
      return Observed.open(uri);
    } catch (FluxException e) {
      throw new Failure(
          Failure.FAILED,
          """
          Flux is out of reach: %s
          Run this inside an instance (flux start, flux alloc), name one in FLUX_URI or --flux URI, \
          or do without Flux: --flux embedded:\
          """
              .formatted(e.getMessage()),
          e);
    }
  }

  /** The instance in words. */
  static String describe(Flux flux) {
    if (isEmbedded(flux.uri())) {
      return "an embedded instance (" + flux.uri() + ")";
    }
    return "Flux at " + attribute(flux, "local-uri", flux.uri());
  }

  private static String attribute(Flux flux, String name, String otherwise) {
    try {
      return flux.attribute(name);
    } catch (FluxException e) {
      return otherwise; // the instance is open, and not all of them tell
    }
  }
}
