package org.fluxjvm.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** Reads YAML if SnakeYAML, an optional dependency, is there. */
final class Yaml {
  /** Room for a script in the files section, none for a bomb. */
  private static final int MAX_CHARACTERS = 4 << 20;

  private Yaml() {}

  static JsonNode read(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return read(reader);
    }
  }

  static JsonNode read(Reader reader) throws IOException {
    String text = text(reader);
    try {
      return YamlTree.parse(text);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "reading a jobspec from YAML needs SnakeYAML: add org.yaml:snakeyaml to the class path,"
              + " or use Jobspec.fromJson",
          e);
    }
  }

  private static String text(Reader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[8192];
    for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
      text.append(buffer, 0, n);
      if (text.length() > MAX_CHARACTERS) {
        throw new JobspecException("", "is more than " + MAX_CHARACTERS + " characters of YAML");
      }
    }
    return text.toString();
  }
}
