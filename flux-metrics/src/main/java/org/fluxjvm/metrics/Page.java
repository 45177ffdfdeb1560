package org.fluxjvm.metrics;

import java.nio.charset.StandardCharsets;

/**
 * A response.
 *
 * @param status the HTTP status
 * @param contentType the media type of the body
 * @param body the whole body
 */
@SuppressWarnings("ArrayRecordComponent") // written once, and never compared
record Page(int status, String contentType, byte[] body) {
  static Page text(int status, String text) {
    return new Page(
        status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
