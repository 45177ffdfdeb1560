package org.fluxjvm.scheduler.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The DDL, from files beside this class: {@code create-DIALECT.sql} makes the newest version,
 * {@code upgrade-VERSION-DIALECT.sql} makes a version of the one before. Statements end with a
 * semicolon at the end of a line, and can be repeated when they broke off in between.
 *
 * @param dialect whose
 * @param folder where, relative to this class: empty, or a path that ends with a slash
 */
record SchemaScripts(Dialect dialect, String folder) {

  List<String> create() {
    return statements(folder + "create-" + dialect.word() + ".sql");
  }

  List<String> upgrade(int version) {
    return statements(folder + "upgrade-" + version + "-" + dialect.word() + ".sql");
  }

  private static List<String> statements(String file) {
    try (@Nullable InputStream in = SchemaScripts.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("this program comes without its file " + file);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split(";\\s*\\R"))
          .map(String::strip)
          .filter(statement -> !statement.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
