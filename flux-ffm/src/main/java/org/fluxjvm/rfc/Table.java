package org.fluxjvm.rfc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The digits of an encoding, one to a line of a resource of this package. */
final class Table {
  private Table() {}

  static List<String> read(String name) {
    String file = name + ".txt";
    try (InputStream in = Table.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the flux-ffm jar lacks org/fluxjvm/rfc/" + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read org/fluxjvm/rfc/" + file, e);
    }
  }
}
