package org.fluxjvm.job;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** The names that events usually have, found by their bytes so that no string is made. */
final class NameTable {
  private final String[] names;

  NameTable(String... names) {
    this.names = names;
  }

  /** The ASCII name between the two places, a new string if it is not in the table. */
  String find(MemorySegment text, long from, long to) {
    for (String name : names) {
      if (name.length() == to - from && matches(name, text, from)) {
        return name;
      }
    }
    return new String(text.asSlice(from, to - from).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
  }

  private static boolean matches(String name, MemorySegment text, long from) {
    for (int i = 0; i < name.length(); i++) {
      if (text.get(JAVA_BYTE, from + i) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
