package org.fluxjvm.scheduler.schedule;

import java.util.Comparator;
import org.yaml.snakeyaml.error.Mark;

/** A place in a text: line and column in code points, both from 1. */
record Place(int line, int column) implements Comparable<Place> {
  static final Place START = new Place(1, 1);

  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

  static Place of(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** The place after the character, by YAML's idea of a line break; {@code next} follows it. */
  Place after(int character, int next) {
    return switch (character) {
      case '\n', 0x85, 0x2028, 0x2029 -> new Place(line + 1, 1);
      case '\r' -> next == '\n' ? this : new Place(line + 1, 1);
      case 0xFEFF -> this;
      default -> new Place(line, column + 1);
    };
  }

  /** The place after the whole text. */
  static Place afterAll(CharSequence text) {
    int[] characters = text.codePoints().toArray();
    Place place = START;
    for (int i = 0; i < characters.length; i++) {
      place = place.after(characters[i], i + 1 < characters.length ? characters[i + 1] : -1);
    }
    return place;
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
