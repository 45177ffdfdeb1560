package org.fluxjvm.job;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/**
 * Walks over the JSON of a response where it lies, without a copy: the hot fields of an event are
 * read in passing, the rest is skipped.
 */
final class JsonCursor {
  private static final int SAFE_DIGITS = 19;

  private final String topic;
  private MemorySegment json;
  private long end;
  private long at;
  private long keyStart;
  private long keyEnd;
  private boolean escaped;
  private boolean keyEscaped;

  JsonCursor(String topic, MemorySegment json) {
    this.topic = topic;
    this.json = json;
    this.end = json.byteSize();
  }

  /** Starts over with another text, so that one cursor serves a stream of them. */
  void reset(MemorySegment text) {
    json = text;
    end = text.byteSize();
    at = 0;
  }

  long position() {
    return at;
  }

  /** Goes back to a place that {@link #skipValue} gave. */
  void seek(long position) {
    at = position;
  }

  /** Takes a byte of punctuation if it comes next, blanks aside. */
  boolean take(char expected) {
    if (peek() != expected) {
      return false;
    }
    at++;
    return true;
  }

  void expect(char expected) {
    if (!take(expected)) {
      throw malformed("'" + expected + "' expected");
    }
  }

  /**
   * Takes the next key of an object and its colon.
   *
   * @return false at the end of the object
   */
  boolean nextKey() {
    if (take('}')) {
      return false;
    }
    if (!take(',')) {
      take('{');
      if (take('}')) {
        return false;
      }
    }
    skipString();
    keyEnd = at - 1;
    keyEscaped = escaped;
    expect(':');
    return true;
  }

  /** Whether the key just taken has this name. */
  boolean keyIs(byte[] name) {
    return keyEscaped
        ? Arrays.equals(JsonString.decode(json, keyStart, keyEnd), name)
        : equal(keyStart, keyEnd, name);
  }

  private boolean equal(long from, long to, byte[] text) {
    if (to - from != text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (json.get(JAVA_BYTE, from + i) != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Takes an integer of 64 bits, as ids come: signed, or unsigned. */
  long takeLong() {
    boolean negative = take('-');
    long value = 0;
    long start = at;
    while (at < end && json.get(JAVA_BYTE, at) >= '0' && json.get(JAVA_BYTE, at) <= '9') {
      value = value * 10 + (json.get(JAVA_BYTE, at++) - '0');
    }
    if (at == start) {
      throw malformed("an integer expected");
    }
    if (at - start > SAFE_DIGITS) {
      value = longInteger(start);
    }
    if (negative && Long.compareUnsigned(value, Long.MIN_VALUE) > 0) {
      throw malformed("an integer of 64 bits expected");
    }
    return negative ? -value : value;
  }

  private long longInteger(long start) {
    try {
      return JsonNumber.toUnsignedLong(json, start, at);
    } catch (NumberFormatException e) {
      throw malformed("an integer of 64 bits expected");
    }
  }

  /** Takes a number. */
  double takeDouble() {
    peek();
    long start = at;
    skipScalar();
    try {
      return JsonNumber.toDouble(json, start, at);
    } catch (NumberFormatException e) {
      throw malformed("a number expected");
    }
  }

  /** Takes a string that is one of the known names, so that none is made; else makes one. */
  String takeName(NameTable known) {
    skipString();
    return escaped
        ? new String(JsonString.decode(json, keyStart, at - 1), StandardCharsets.UTF_8)
        : known.find(json, keyStart, at - 1);
  }

  /** Takes a value and gives the place it starts at; it ends at {@link #position}. */
  long skipValue() {
    char next = peek();
    long start = at;
    switch (next) {
      case '"' -> skipString();
      case '{', '[' -> skipNested();
      default -> skipScalar();
    }
    return start;
  }

  /** Takes an object and gives the place it starts at. */
  long skipObject() {
    if (peek() != '{') {
      throw malformed("an object expected");
    }
    return skipValue();
  }

  /** Takes a string and decodes it: the bytes of its text. */
  byte[] takeString() {
    skipString();
    return JsonString.decode(json, keyStart, at - 1);
  }

  byte[] copy(long from, long to) {
    byte[] copy = new byte[(int) (to - from)];
    MemorySegment.copy(json, JAVA_BYTE, from, copy, 0, copy.length);
    return copy;
  }

  private void skipString() {
    expect('"');
    keyStart = at;
    escaped = false;
    while (at < end) {
      byte c = json.get(JAVA_BYTE, at++);
      if (c == '"') {
        return;
      }
      if (c == '\\') {
        escaped = true;
        at++;
      }
    }
    throw malformed("a string does not end");
  }

  private void skipNested() {
    int depth = 0;
    do {
      switch (peek()) {
        case '"' -> skipString();
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          depth--;
          at++;
        }
        default -> at++;
      }
    } while (depth > 0);
  }

  private void skipScalar() {
    long start = at;
    while (at < end
        && "+-.0123456789abcdefghijklmnopqrstuvwxyzE".indexOf(json.get(JAVA_BYTE, at)) >= 0) {
      at++;
    }
    if (at == start) {
      throw malformed("a value expected");
    }
  }

  private char peek() {
    while (at < end) {
      byte c = json.get(JAVA_BYTE, at);
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
        return (char) c;
      }
      at++;
    }
    throw malformed("it ends too early");
  }

  FluxException malformed(String what) {
    return new FluxException(
        Errno.EPROTO,
        topic,
        "a response is not the JSON it should be, at byte " + at + ": " + what);
  }
}
