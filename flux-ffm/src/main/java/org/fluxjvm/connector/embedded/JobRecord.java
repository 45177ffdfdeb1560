package org.fluxjvm.connector.embedded;

/**
 * What was submitted.
 *
 * @param signed the signed jobspec, as it came
 * @param jobspec the jobspec in JSON without its environment, which Flux keeps to itself
 */
record JobRecord(
    long id, long userid, int flags, String signed, String jobspec, JobRequest request) {
  static final int DEBUG = 2;
  static final int WAITABLE = 4;
  static final int NOVALIDATE = 8;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
