package org.fluxjvm.rfc;

import java.util.Locale;

/**
 * The spellings of a Flux locally unique id (RFC 19), an unsigned number of 64 bits.
 *
 * <p>What {@code flux_job_id_encode} and {@code flux_job_id_parse} do, in Java: the result depends
 * neither on the locale nor on libflux-core, and text that those let overflow is refused.
 */
public final class Fluid {
  private static final int MAX_LENGTH = 128;
  private static final int MAX_QUOTED = 64;

  private Fluid() {}

  /** A way to spell an id. */
  public enum Encoding {
    /** Decimal: {@code 1234}. */
    DEC,
    /** Hexadecimal: {@code 0x4d2}. */
    HEX,
    /** Four dotted groups of four hexadecimal digits: {@code 0000.0000.0000.04d2}. */
    DOTHEX,
    /** The directory of a job in the key-value store: {@code job.0000.0000.0000.04d2}. */
    KVS,
    /** Base 58 after {@code ƒ} (U+0192): {@code ƒNH}. */
    F58,
    /** Base 58 after an ASCII {@code f}: {@code fNH}. */
    F58PLAIN,
    /** Six words to be spoken: {@code turtle-academy-academy--academy-academy-academy}. */
    WORDS,
    /** Base 576 in emoji: {@code 😁👌}. */
    EMOJI;

    /**
     * Finds an encoding by the name that {@code flux job id --to} takes.
     *
     * @param name the name, in any case: {@code f58}
     * @return the encoding
     * @throws IllegalArgumentException if no encoding has that name
     */
    public static Encoding of(String name) {
      for (Encoding encoding : values()) {
        if (encoding.name().equalsIgnoreCase(name)) {
          return encoding;
        }
      }
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is not an encoding of job ids: use dec, hex, dothex, kvs, f58, f58plain,"
              + " words or emoji");
    }
  }

  /**
   * Spells an id.
   *
   * @param id the id, unsigned
   * @param encoding how to spell it
   * @return the text, never empty
   */
  public static String encode(long id, Encoding encoding) {
    return switch (encoding) {
      case DEC -> Long.toUnsignedString(id);
      case HEX -> "0x" + Long.toHexString(id);
      case DOTHEX -> DottedHex.encode(id);
      case KVS -> DottedHex.KVS_PREFIX + DottedHex.encode(id);
      case F58 -> "ƒ" + Radix.BASE58.encode(id);
      case F58PLAIN -> "f" + Radix.BASE58.encode(id);
      case WORDS -> Mnemonic.encode(id);
      case EMOJI -> Radix.emoji().encode(id);
    };
  }

  /**
   * Reads an id in any of its spellings, which RFC 19 tells apart by their first characters or
   * their punctuation. ASCII white space around the text is ignored.
   *
   * @param text the text
   * @return the id, unsigned
   * @throws IllegalArgumentException if the text is no id; the message quotes the text and names
   *     the rule that it breaks
   */
  public static long decode(String text) {
    try {
      return read(stripped(text));
    } catch (BadFluid e) {
      throw new IllegalArgumentException(
          quoted(text) + " is not a valid Flux job id: " + e.getMessage(), e);
    }
  }

  private static long read(String text) throws BadFluid {
    if (text.isEmpty()) {
      throw new BadFluid("it is blank");
    }
    if (text.length() > MAX_LENGTH) {
      throw new BadFluid("it is too long: " + text.length() + " characters");
    }
    if (text.indexOf('.') >= 0) {
      return DottedHex.decode(text);
    }
    if (text.indexOf('-') >= 0) {
      return Mnemonic.decode(text);
    }
    if (text.startsWith("ƒ") || text.startsWith("f")) {
      return Radix.BASE58.decode(text.substring(1));
    }
    if (Character.isHighSurrogate(text.charAt(0))) {
      return Radix.emoji().decode(text);
    }
    if (text.startsWith("0x")) {
      return Radix.HEX.decode(text.substring(2).toLowerCase(Locale.ROOT));
    }
    return Radix.DECIMAL.decode(text);
  }

  private static String stripped(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static String quoted(String text) {
    int end = Math.min(text.length(), MAX_QUOTED);
    StringBuilder quoted = new StringBuilder("'");
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      quoted.append(Character.isISOControl(c) ? '?' : c);
    }
    return quoted.append(text.length() > end ? "...'" : "'").toString();
  }
}
