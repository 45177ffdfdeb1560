package org.fluxjvm.connector.embedded;

/**
 * Who sends a request, as the broker stamps it on the message.
 *
 * @param userid the user
 * @param owner whether that is the instance owner; others are guests
 */
record Credentials(long userid, boolean owner) {
  private static final int ROLE_OWNER_LOCAL = 5;
  private static final int ROLE_USER = 2;

  int rolemask() {
    return owner ? ROLE_OWNER_LOCAL : ROLE_USER;
  }

  /** Whether what belongs to a user may be seen and changed. */
  boolean allow(long other) {
    return owner || userid == other;
  }
}
