package org.fluxjvm.metrics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param host a host name or an address, IPv6 without brackets
 * @param port 0 to 65535; 0 for any that is free
 */
public record HostPort(String host, int port) {
  /** The loopback address at the port that metrics exporters of this kind use. */
  public static final HostPort DEFAULT = new HostPort("127.0.0.1", 9464);

  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\[(?<ipv6>[0-9a-fA-F:.%\\w]+)]|(?<host>[^\\s:\\[\\]/]+)):(?<port>\\d{1,5})");
  private static final int MAX_PORT = 65535;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the host is empty or the port out of range
   */
  public HostPort {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("a host is needed, such as 127.0.0.1");
    }
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port " + port + " is not from 0 to " + MAX_PORT);
    }
  }

  /**
   * Reads {@code HOST:PORT}.
   *
   * @param text such as {@code 127.0.0.1:9464}, {@code localhost:0} or {@code [::1]:9464}
   * @return where to listen
   * @throws IllegalArgumentException if the text has another form
   */
  public static HostPort parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not HOST:PORT: write 127.0.0.1:9464, or [::1]:9464 for IPv6,"
              + " or 0.0.0.0:9464 to listen on all addresses");
    }
    String ipv6 = form.group("ipv6");
    return new HostPort(
        ipv6 == null ? form.group("host") : ipv6, Integer.parseInt(form.group("port")));
  }

  /**
   * Writes {@code HOST:PORT}.
   *
   * @return the text, IPv6 in brackets
   */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
