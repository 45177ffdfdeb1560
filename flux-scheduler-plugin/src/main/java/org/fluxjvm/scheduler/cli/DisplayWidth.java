package org.fluxjvm.scheduler.cli;

/** How many columns of a terminal a text takes: wide characters two, combining ones none. */
final class DisplayWidth {
  private DisplayWidth() {}

  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  private static int of(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(character) ? 2 : 1;
    };
  }

  /** Unicode's East Asian Width W and F, by block. */
  private static boolean isWide(int character) {
    return character >= 0x1100
        && (character <= 0x115F
            || (character >= 0x2E80 && character <= 0xA4CF && character != 0x303F)
            || (character >= 0xAC00 && character <= 0xD7A3)
            || (character >= 0xF900 && character <= 0xFAFF)
            || (character >= 0xFE30 && character <= 0xFE6F)
            || (character >= 0xFF00 && character <= 0xFF60)
            || (character >= 0xFFE0 && character <= 0xFFE6)
            || (character >= 0x1F300 && character <= 0x1FAFF)
            || (character >= 0x20000 && character <= 0x3FFFD));
  }

  /** The text, cut with the ellipsis at its end if it is wider than so many columns. */
  static String crop(String text, int columns, String ellipsis) {
    if (of(text) <= columns) {
      return text;
    }
    int room = columns - of(ellipsis);
    if (room < 0) {
      return "";
    }
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int character : text.codePoints().toArray()) {
      used += of(character);
      if (used > room) {
        break;
      }
      kept.appendCodePoint(character);
    }
    return kept.append(ellipsis).toString();
  }
}
