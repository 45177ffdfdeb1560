package org.fluxjvm.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that the page of guarantees names are there. */
class GuaranteesTest {
  private static final Path PAGE = Snippets.root().resolve("flux-scheduler-plugin/GUARANTEES.md");
  private static final Pattern NAME =
      Pattern.compile("`(?:([A-Z]\\w*Test)\\.?)?([a-z]\\w*_\\w*)?`");
  private static final Pattern PARENT = Pattern.compile("class \\w+ extends (\\w+)");

  private final Map<String, String> sources = sources();

  @Test
  void every_test_that_is_named_is_there() throws IOException {
    Map<String, Boolean> named = new LinkedHashMap<>();
    String last = "";
    String page = Files.readString(PAGE);
    String table = page.substring(page.indexOf("## By test"), page.indexOf("## UNCERTAIN"));
    for (Matcher name = NAME.matcher(table); name.find(); ) {
      last = name.group(1) == null ? last : name.group(1);
      if (name.group(1) != null || name.group(2) != null) {
        named.put(name.group(), isThere(last, name.group(2) == null ? "" : name.group(2)));
      }
    }

    assertThat(named).hasSizeGreaterThan(30);
    assertThat(named).allSatisfy((name, there) -> assertThat(there).as(name).isTrue());
  }

  /** A method may be in what the class extends. */
  private boolean isThere(String type, String method) {
    String source = sources.get(type);
    if (source == null) {
      return false;
    }
    if (source.contains("void " + method)) {
      return true;
    }
    Matcher parent = PARENT.matcher(source);
    return parent.find() && isThere(parent.group(1), method);
  }

  private static Map<String, String> sources() {
    Map<String, String> sources = new HashMap<>();
    for (String module : List.of("flux-scheduler-plugin", "integration-tests")) {
      try (Stream<Path> files = Files.walk(Snippets.root().resolve(module).resolve("src/test"))) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if (name.endsWith(".java")) {
            sources.put(
                name.substring(0, name.length() - ".java".length()), Files.readString(file));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }
}
