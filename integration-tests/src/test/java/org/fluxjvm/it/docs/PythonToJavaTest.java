package org.fluxjvm.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.fluxjvm.Flux;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class PythonToJavaTest {
  private static final Path PAGE = Snippets.root().resolve("flux-ffm/PYTHON_TO_JAVA.md");
  private static final Pattern SECTION = Pattern.compile("(?m)^## (.*)$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\|.*\\[.*\\]\\(#(.*)\\) \\|$");

  private static List<String> sections() throws IOException {
    return groups(SECTION);
  }

  private static List<String> groups(Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  @Test
  void every_row_of_the_table_has_its_section() throws IOException {
    List<String> anchors =
        sections().stream().map(s -> s.toLowerCase(Locale.ROOT).replace(' ', '-')).toList();

    assertThat(groups(ROW)).isNotEmpty().isEqualTo(anchors);
  }

  @TestFactory
  List<DynamicTest> every_section_has_a_snippet_that_runs(@TempDir Path dir) throws IOException {
    List<String> names = sections();
    List<String> snippets = Snippets.of(PAGE, "java");
    assertThat(snippets).hasSameSizeAs(names);
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String type = "Snippet" + i;
      String snippet = snippets.get(i);
      tests.add(DynamicTest.dynamicTest(names.get(i), () -> run(dir, type, snippet)));
    }
    return tests;
  }

  private static void run(Path dir, String type, String snippet) throws Exception {
    Class<?> compiled = new SnippetCompiler(dir).compile(type, "Flux flux", snippet);
    try (Flux flux = Flux.open("embedded:")) {
      compiled.getMethod("run", Flux.class).invoke(null, flux);
    }
  }
}
