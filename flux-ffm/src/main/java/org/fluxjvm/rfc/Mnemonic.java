package org.fluxjvm.rfc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words encoding of RFC 19: the low and then the high half of the id, each as three digits of
 * base 1626, the least significant first.
 */
final class Mnemonic {
  private static final List<String> WORDS = Table.read("words");
  private static final Map<String, Integer> VALUES = values();
  private static final int GROUP_WORDS = 3;
  private static final int HALF_BITS = 32;
  private static final long HALF = 0xffff_ffffL;

  private Mnemonic() {}

  private static Map<String, Integer> values() {
    Map<String, Integer> values = new HashMap<>();
    for (String word : WORDS) {
      values.put(word, values.size());
    }
    return values;
  }

  static String encode(long id) {
    return encodeHalf(id & HALF) + "--" + encodeHalf(id >>> HALF_BITS);
  }

  private static String encodeHalf(long half) {
    List<String> group = new ArrayList<>(GROUP_WORDS);
    long rest = half;
    for (int i = 0; i < GROUP_WORDS; i++) {
      group.add(WORDS.get((int) (rest % WORDS.size())));
      rest /= WORDS.size();
    }
    return String.join("-", group);
  }

  static long decode(String text) throws BadFluid {
    String[] halves = text.split("--", -1);
    if (halves.length != 2) {
      throw new BadFluid("it has a hyphen, but is not two groups of words with -- between them");
    }
    return decodeHalf(halves[0]) | (decodeHalf(halves[1]) << HALF_BITS);
  }

  /** Some characters that are not, such as the Kelvin sign, are so in lower case. */
  private static boolean isAscii(String word) {
    return word.chars().allMatch(c -> c < 0x80);
  }

  private static long decodeHalf(String half) throws BadFluid {
    String[] words = half.split("-", -1);
    if (words.length != GROUP_WORDS) {
      throw new BadFluid("each group has three words with - between them");
    }
    long value = 0;
    for (int i = GROUP_WORDS - 1; i >= 0; i--) {
      Integer digit = isAscii(words[i]) ? VALUES.get(words[i].toLowerCase(Locale.ROOT)) : null;
      if (digit == null) {
        throw new BadFluid("word " + (i + 1) + " of a group is not in the list of RFC 19");
      }
      value = value * WORDS.size() + digit;
    }
    if (value > HALF) {
      throw new BadFluid("a group of words is above 4294967295");
    }
    return value;
  }
}
