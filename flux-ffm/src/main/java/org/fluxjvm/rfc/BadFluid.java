package org.fluxjvm.rfc;

/** The rule of RFC 19 that a text breaks. */
final class BadFluid extends Exception {
  private static final long serialVersionUID = 1L;

  BadFluid(String rule) {
    super(rule, null, false, false);
  }
}
