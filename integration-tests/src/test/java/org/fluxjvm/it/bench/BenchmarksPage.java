package org.fluxjvm.it.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The page with the results: a run replaces the sections that it has measured. */
final class BenchmarksPage {
  private static final String HEAD =
      """
      # Benchmarks

      Written by `mvn -B -Pbench verify`, not by hand.

      """;

  private static final Pattern TITLE = Pattern.compile("(?m)^## ");

  private final Path file;

  BenchmarksPage(Path file) {
    this.file = file;
  }

  void write(String title, String text) throws IOException {
    Map<String, String> sections = sections();
    sections.put(title, text.strip());
    StringBuilder page = new StringBuilder(HEAD);
    sections.forEach(
        (name, body) -> page.append("## ").append(name).append("\n\n").append(body).append("\n\n"));
    Files.writeString(file, page.toString().stripTrailing() + "\n");
    System.out.println("\n## " + title + "\n\n" + text);
  }

  private Map<String, String> sections() throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    TITLE
        .splitAsStream(read())
        .skip(1)
        .forEach(
            section -> {
              int end = section.indexOf('\n');
              sections.put(section.substring(0, end), section.substring(end).strip());
            });
    return sections;
  }

  private String read() throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
