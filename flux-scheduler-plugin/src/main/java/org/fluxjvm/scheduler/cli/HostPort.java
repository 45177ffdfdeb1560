package org.fluxjvm.scheduler.cli;

/**
 * Where a server listens.
 *
 * @param host a host name or address
 * @param port 0 to 65535; 0 for any that is free
 */
record HostPort(String host, int port) {
  static final HostPort DEFAULT = new HostPort("127.0.0.1", 9464);

  static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (colon > 0 && port >= 0 && port <= 65535) {
        return new HostPort(text.substring(0, colon), port);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not HOST:PORT", e);
    }
    throw new IllegalArgumentException("'" + text + "' is not HOST:PORT");
  }
}
