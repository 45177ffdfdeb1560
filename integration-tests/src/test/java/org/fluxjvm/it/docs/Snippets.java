package org.fluxjvm.it.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fenced blocks of a Markdown file. */
public final class Snippets {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

  private Snippets() {}

  /** The blocks of a language, in order. */
  public static List<String> of(Path markdown, String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher fence = FENCE.matcher(Files.readString(markdown));
    while (fence.find()) {
      if (fence.group(1).equals(language)) {
        blocks.add(fence.group(2));
      }
    }
    return blocks;
  }

  /** The root of the project, above this module. */
  public static Path root() {
    return Path.of("").toAbsolutePath().resolve("..").normalize();
  }
}
