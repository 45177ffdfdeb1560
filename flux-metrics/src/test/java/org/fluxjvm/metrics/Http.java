package org.fluxjvm.metrics;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A client of a server under test, which gives up after a while and can misbehave. */
final class Http {
  private Http() {}

  /**
   * @param status the HTTP status
   * @param headers by names in lower case
   * @param body all of it
   */
  record Response(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  static Response get(URI uri, String... headers) throws IOException {
    return send("GET", uri, headers);
  }

  static Response send(String method, URI uri, String... headers) throws IOException {
    StringBuilder request = new StringBuilder(method + " " + uri.getRawPath());
    request.append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    request.append(" HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    try (Socket socket = connect(uri)) {
      write(socket, request + "\r\n");
      return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Response parse(String text) throws SocketException {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new SocketException("closed before the end of the response: '" + text + "'");
    }
    String head = text.substring(0, end);
    Map<String, String> headers =
        head.lines()
            .skip(1)
            .map(line -> line.split(": ", 2))
            .collect(Collectors.toMap(pair -> pair[0].toLowerCase(Locale.ROOT), pair -> pair[1]));
    return new Response(Integer.parseInt(head.substring(9, 12)), headers, text.substring(end + 4));
  }

  static Socket connect(URI uri) throws IOException {
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }
}
