package org.fluxjvm.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The tests that the page of guarantees names are there. */
class GuaranteesTest {
  private static final Path PAGE = Snippets.root().resolve("flux-scheduler-plugin/GUARANTEES.md");
  private static final Pattern NAME =
      Pattern.compile("`(?=\\w)(?:([A-Z]\\w*Test)\\.?)?([a-z]\\w*_\\w*)?`");
  private static final Pattern PARENT = Pattern.compile("class \\w+ extends (\\w+)");

  private final Map<String, String> sources = sources();

  @Test
  void every_test_that_is_named_is_there() throws IOException {
    String page = Files.readString(PAGE);
    String section = page.substring(page.indexOf("## By test"), page.indexOf("## UNCERTAIN"));

    List<String> named = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String row : section.split("\n", -1)) {
      List<String> types = NAME.matcher(row).results().map(n -> n.group(1)).toList();
      for (MatchResult name : NAME.matcher(row).results().toList()) {
        named.add(name.group());
        boolean there =
            name.group(1) == null
                ? types.stream().anyMatch(type -> isThere(type, name.group(2)))
                : isThere(name.group(1), name.group(2));
        if (!there) {
          missing.add(name.group());
        }
      }
    }

    assertThat(missing).isEmpty();
    assertThat(named).hasSizeGreaterThan(30);
  }

  /** A method may be in what the class extends. */
  private boolean isThere(@Nullable String type, @Nullable String method) {
    String source = sources.get(type);
    if (source == null) {
      return false;
    }
    if (method == null || source.contains("void " + method + "(")) {
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
            sources.merge( // two may have one name
                name.substring(0, name.length() - ".java".length()),
                Files.readString(file),
                String::concat);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }
}
