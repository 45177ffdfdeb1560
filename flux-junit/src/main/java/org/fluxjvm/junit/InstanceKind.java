package org.fluxjvm.junit;

/** What answers a test. */
public enum InstanceKind {
  /** An instance inside this virtual machine: needs no Flux, and starts at once. */
  EMBEDDED,

  /**
   * One that {@code flux start} starts, see {@link org.fluxjvm.FluxInstance}. Where there is no
   * {@code flux} on the {@code PATH} the tests are skipped, and one line on standard output says
   * so.
   */
  REAL
}
