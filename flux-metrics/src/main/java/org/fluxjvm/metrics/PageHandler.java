package org.fluxjvm.metrics;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;

/** Answers GET and HEAD below the path that it is mounted at, and refuses all else. */
abstract class PageHandler implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(PageHandler.class.getName());
  private static final int MAX_URI = 2048;

  /**
   * Makes the page.
   *
   * @param path what follows the path that the handler is mounted at, such as {@code /live}
   * @param request the request's headers
   */
  abstract Page page(String path, Headers request) throws IOException;

  @Override
  public final void handle(HttpExchange exchange) throws IOException {
    boolean sent = false;
    try {
      send(exchange, answer(exchange));
      sent = true;
    } finally {
      if (!sent) {
        exchange.close();
      }
    }
  }

  private Page answer(HttpExchange exchange) {
    Headers request = exchange.getRequestHeaders();
    if (!isRead(exchange)) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return refuse(exchange, 405, "only GET and HEAD are allowed here");
    }
    if (hasBody(request)) {
      return refuse(exchange, 413, "a request with a body is refused here");
    }
    if (exchange.getRequestURI().toString().length() > MAX_URI) {
      return refuse(exchange, 414, "the URI is longer than " + MAX_URI + " characters");
    }
    try {
      return page(pathBelow(exchange), request);
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, exchange.getHttpContext().getPath() + " failed", e);
      return Page.text(500, "this page could not be made; the log says why");
    }
  }

  private static boolean isRead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET") || isHead(exchange);
  }

  private static boolean isHead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("HEAD");
  }

  private static boolean hasBody(Headers request) {
    String length = request.getFirst("Content-Length");
    return request.containsKey("Transfer-Encoding") || (length != null && !length.equals("0"));
  }

  /** What the body of a refused request would say is not waited for. */
  private static Page refuse(HttpExchange exchange, int status, String text) {
    exchange.getResponseHeaders().set("Connection", "close");
    return Page.text(status, text);
  }

  private static String pathBelow(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    String mount = exchange.getHttpContext().getPath();
    String path = uri.getPath() == null ? "" : uri.getPath();
    return path.startsWith(mount) ? path.substring(mount.length()) : path;
  }

  private static void send(HttpExchange exchange, Page page) throws IOException {
    Headers response = exchange.getResponseHeaders();
    response.set("Content-Type", page.contentType());
    response.set("Cache-Control", "no-store");
    response.set("X-Content-Type-Options", "nosniff");
    if (isHead(exchange)) {
      response.set("Content-Length", String.valueOf(page.body().length));
      exchange.sendResponseHeaders(page.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(page.status(), page.body().length);
    try (var body = exchange.getResponseBody()) {
      body.write(page.body());
    }
  }
}
