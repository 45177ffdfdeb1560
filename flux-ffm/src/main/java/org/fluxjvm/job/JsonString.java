package org.fluxjvm.job;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

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
          int unit = hex(json, i + 1);
          i += 4;
          if (Character.isHighSurrogate((char) unit) && i + 6 < to) {
            int low = hex(json, i + 3);
            i += 6;
            unit = Character.toCodePoint((char) unit, (char) low);
          }
          text.writeBytes(Character.toString(unit).getBytes(StandardCharsets.UTF_8));
        }
        default -> text.write(escape);
      }
    }
    return text.toByteArray();
  }

  private static int hex(MemorySegment json, long at) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value * 16 + Character.digit(json.get(JAVA_BYTE, at + i), 16);
    }
    return value;
  }
}
