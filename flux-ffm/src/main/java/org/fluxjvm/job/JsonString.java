package org.fluxjvm.job;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/** Decodes a JSON string (RFC 8259): an event log entry comes as JSON inside a JSON string. */
final class JsonString {
  private JsonString() {}

  /** Decodes the bytes between the quotes to UTF-8. */
  static byte[] decode(MemorySegment json, long from, long to) {
    ByteArrayOutputStream text = new ByteArrayOutputStream((int) (to - from));
    for (long i = from; i < to; i++) {
      byte c = json.get(JAVA_BYTE, i);
      if (c != '\\') {
        text.write(c);
        continue;
      }
      byte escape = json.get(JAVA_BYTE, ++i);
      switch (escape) {
        case 'n' -> text.write('\n');
        case 't' -> text.write('\t');
        case 'r' -> text.write('\r');
        case 'b' -> text.write('\b');
        case 'f' -> text.write('\f');
        case 'u' -> {
          int unit = hex(json, i + 1, to);
          i += 4;
          if (Character.isHighSurrogate((char) unit) && isEscape(json, i + 1, to)) {
            int low = hex(json, i + 3, to);
            if (Character.isLowSurrogate((char) low)) {
              i += 6;
              unit = Character.toCodePoint((char) unit, (char) low);
            }
          }
          text.writeBytes(Character.toString(unit).getBytes(StandardCharsets.UTF_8));
        }
        default -> text.write(escape);
      }
    }
    return text.toByteArray();
  }

  private static boolean isEscape(MemorySegment json, long at, long to) {
    return at + 1 < to && json.get(JAVA_BYTE, at) == '\\' && json.get(JAVA_BYTE, at + 1) == 'u';
  }

  private static int hex(MemorySegment json, long at, long to) {
    int value = 0;
    for (long i = at; i < at + 4; i++) {
      int digit = i < to ? Character.digit(json.get(JAVA_BYTE, i), 16) : -1;
      if (digit < 0) {
        throw new FluxException(
            Errno.EPROTO, "JSON", "four hexadecimal digits expected after \\u, at byte " + i);
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
