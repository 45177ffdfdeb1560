package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobspecYamlTest {
  private static final String YAML =
      """
      version: 1
      resources:
        - type: slot
          count: 1
          label: task
          with: [{type: core, count: 1}]
      tasks:
        - command: [hostname]
          slot: task
          count: {per_slot: 1}
      attributes:
        system:
          duration: 0
          environment: {PATH: /bin}
      """;

  private static Jobspec read(String yaml) throws IOException {
    return Jobspec.fromYaml(new StringReader(yaml));
  }

  @Test
  void yaml_is_read_from_a_reader_and_a_file(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("jobspec.yaml"), YAML);
    assertThat(read(YAML)).isEqualTo(Sample.read("command"));
    assertThat(Jobspec.fromYaml(file)).isEqualTo(Sample.read("command"));
  }

  @Test
  void a_missing_file_is_named(@TempDir Path directory) {
    assertThatThrownBy(() -> Jobspec.fromYaml(directory.resolve("none.yaml")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``| jobspec: must be a mapping, got null",
        "a: [| jobspec: is not YAML: ",
        "a: 1\\na: 2| jobspec: is not YAML: ",
        "a: !!java.net.URL [x]| jobspec: is not YAML: ",
        "a: 1\\n--- \\nb: 2| jobspec: is not YAML: ",
        "1: 2| jobspec: has a key that is not text: quote 1",
        "a: {b: 2026-01-01}| a.b: is a YAML Date, which JSON lacks: quote it",
        "a: &x [*x]| a[0][0]",
        "? [1]\\n: 2| jobspec: has a key that is not text: it is a collection",
        "!!int x| jobspec: is not YAML: ",
        "!!int `+`| jobspec: is not YAML: ",
        "!!float x| jobspec: is not YAML: ",
        "!!binary x| jobspec: is not YAML: ",
        "!<x%20> y| jobspec: is not YAML: ",
        "version: 1| jobspec: the key 'resources' is missing",
      })
  void yaml_that_is_no_jobspec_is_refused(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml.replace("\\n", "\n")))
        .isInstanceOf(JobspecException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aliases_cannot_make_a_small_text_a_large_tree() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 25; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> read(bomb.toString()))
        .isInstanceOf(JobspecException.class)
        .hasMessageContaining("more than 100000 values");
  }

  @Test
  @Timeout(10)
  void a_number_of_a_million_digits_is_not_read() {
    assertThatThrownBy(() -> read("version: !!int " + "9".repeat(1_000_000)))
        .isInstanceOf(JobspecException.class)
        .hasMessageContaining("an integer of more than 1000 characters")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2_000));
  }

  @Test
  @Timeout(10)
  void a_list_below_a_long_key_takes_no_more_time_than_another() {
    String key = "k".repeat(1_000_000);
    assertThatThrownBy(() -> read("? \"" + key + "\"\n: [" + "1,".repeat(50_000) + "]"))
        .isInstanceOf(JobspecException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2_000));
  }

  @Test
  void endless_yaml_is_not_read_to_the_end() {
    Reader endless =
        new Reader() {
          @Override
          public int read(char[] buffer, int offset, int length) {
            Arrays.fill(buffer, offset, offset + length, ' ');
            return length;
          }

          @Override
          public void close() {}
        };
    assertThatThrownBy(() -> Jobspec.fromYaml(endless))
        .isInstanceOf(JobspecException.class)
        .hasMessageContaining("characters of YAML");
  }

  @Test
  void without_snakeyaml_the_error_says_what_to_add() throws Exception {
    URL[] classes = {
      Jobspec.class.getProtectionDomain().getCodeSource().getLocation(),
    };
    ClassLoader rest = new WithoutSnakeYaml(JobspecYamlTest.class.getClassLoader());
    try (URLClassLoader loader = new URLClassLoader(classes, rest)) {
      Class<?> jobspec = loader.loadClass(Jobspec.class.getName());
      assertThatThrownBy(
              () ->
                  jobspec.getMethod("fromYaml", Reader.class).invoke(null, new StringReader(YAML)))
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("add org.yaml:snakeyaml to the class path");
    }
  }

  /** Hides SnakeYAML, and the classes under test so that they are loaded anew. */
  private static final class WithoutSnakeYaml extends ClassLoader {
    WithoutSnakeYaml(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.yaml.") || name.startsWith("org.fluxjvm.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
