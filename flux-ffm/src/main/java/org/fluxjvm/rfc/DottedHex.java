package org.fluxjvm.rfc;

import java.util.HexFormat;

/** The dothex encoding of RFC 19, and the key of a job in the key-value store. */
final class DottedHex {
  static final String KVS_PREFIX = "job.";

  private static final int GROUPS = 4;
  private static final int GROUP_DIGITS = 4;
  private static final int GROUP_BITS = 16;

  private DottedHex() {}

  static String encode(long id) {
    HexFormat hex = HexFormat.of();
    StringBuilder text = new StringBuilder(GROUPS * (GROUP_DIGITS + 1));
    for (int group = GROUPS - 1; group >= 0; group--) {
      text.append(hex.toHexDigits((short) (id >>> (group * GROUP_BITS))));
      if (group > 0) {
        text.append('.');
      }
    }
    return text.toString();
  }

  static long decode(String text) throws BadFluid {
    String digits = text.startsWith(KVS_PREFIX) ? text.substring(KVS_PREFIX.length()) : text;
    String[] groups = digits.split("\\.", -1);
    if (groups.length != GROUPS) {
      throw new BadFluid("dothex has four groups of digits, like 0000.0000.0000.04d2");
    }
    long id = 0;
    for (String group : groups) {
      id = (id << GROUP_BITS) | decodeGroup(group);
    }
    return id;
  }

  private static int decodeGroup(String group) throws BadFluid {
    if (group.isEmpty()
        || group.length() > GROUP_DIGITS
        || !group.chars().allMatch(HexFormat::isHexDigit)) {
      throw new BadFluid("a group of dothex has one to four hexadecimal digits");
    }
    return HexFormat.fromHexDigits(group);
  }
}
