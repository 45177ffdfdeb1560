package org.fluxjvm.rfc;

import java.util.HashMap;
import java.util.Map;

/** A place-value notation of unsigned 64-bit numbers: its digits are code points. */
final class Radix {
  static final Radix DECIMAL = new Radix("decimal digit", "0123456789");
  static final Radix HEX = new Radix("hexadecimal digit", "0123456789abcdef");

  /** The digits and letters without 0, I, O and l, upper case first. */
  static final Radix BASE58 =
      new Radix(
          "base 58 digit of F58", "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");

  private final String noun;
  private final int[] digits;
  private final Map<Integer, Integer> values = new HashMap<>();

  private Radix(String noun, String alphabet) {
    this.noun = noun;
    this.digits = alphabet.codePoints().toArray();
    for (int value = 0; value < digits.length; value++) {
      values.put(digits[value], value);
    }
  }

  /** The 576 emoji of RFC 19, read when they are first asked for. */
  static Radix emoji() {
    return Emoji.RADIX;
  }

  String encode(long id) {
    StringBuilder reversed = new StringBuilder();
    long rest = id;
    do {
      reversed.appendCodePoint(digits[(int) Long.remainderUnsigned(rest, digits.length)]);
      rest = Long.divideUnsigned(rest, digits.length);
    } while (rest != 0);
    return reversed.reverse().toString();
  }

  long decode(String text) throws BadFluid {
    if (text.isEmpty()) {
      throw new BadFluid("it has no digit after its prefix");
    }
    long limit = Long.divideUnsigned(-1L, digits.length);
    long id = 0;
    for (int codePoint : text.codePoints().toArray()) {
      Integer value = values.get(codePoint);
      if (value == null) {
        throw new BadFluid("it has a character (" + name(codePoint) + ") that is no " + noun);
      }
      long shifted = id * digits.length;
      if (Long.compareUnsigned(id, limit) > 0
          || Long.compareUnsigned(shifted + value, shifted) < 0) {
        throw new BadFluid("it is above 18446744073709551615");
      }
      id = shifted + value;
    }
    return id;
  }

  private static String name(int codePoint) {
    return String.format("U+%04X", codePoint);
  }

  private static final class Emoji {
    static final Radix RADIX = new Radix("emoji of RFC 19", String.join("", Table.read("emoji")));
  }
}
