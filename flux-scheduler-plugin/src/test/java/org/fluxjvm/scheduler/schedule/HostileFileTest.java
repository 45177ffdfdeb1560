package org.fluxjvm.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is no schedule file at all ends in one sentence, and soon. */
@Timeout(30)
class HostileFileTest {
  private static final String JOB = "{name: a, every: 1m, command: [date]}";

  @TempDir Path folder;

  @Test
  void a_missing_file_is_named() {
    assertThat(Samples.problems(folder.resolve("none.yaml")))
        .containsExactly("1:1: there is no such file");
  }

  @Test
  void a_directory_is_refused() {
    assertThat(Samples.problems(folder)).containsExactly("1:1: this is a directory; give a file");
  }

  @Test
  void a_pipe_is_refused_and_not_waited_for() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

    assertThat(Samples.problems(pipe)).containsExactly("1:1: this is not a regular file");
  }

  @Test
  void an_unreadable_file_is_told() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.yaml"), "jobs: []");
    assumeTrue(file.toFile().setReadable(false, false) && !Files.isReadable(file));

    assertThat(Samples.problems(file))
        .containsExactly("1:1: the file cannot be read: permission denied");
  }

  @Test
  void a_file_of_100_megabytes_is_not_read() throws IOException {
    Path file = folder.resolve("large.yaml");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(100L << 20);
    }

    assertThat(Samples.problems(file))
        .containsExactly("1:1: the file is too large; at most 1048576 bytes are allowed");
  }

  @Test
  void a_file_of_just_the_limit_is_read() throws IOException {
    String text = "jobs: [" + JOB + "] # ";

    assertThat(Samples.problems(folder, text + "x".repeat(FileText.LIMIT - text.length())))
        .isEmpty();
    assertThat(Samples.problems(folder, text + "x".repeat(FileText.LIMIT - text.length() + 1)))
        .hasSize(1);
  }

  @Test
  void a_program_is_no_text() throws IOException {
    byte[] program = {0x7F, 'E', 'L', 'F', 2, 1, 1, 0};
    Path file = Files.write(folder.resolve("program"), program);

    assertThat(Samples.problems(file))
        .containsExactly(
            "1:1: not text: character U+007F; write it as \"\\u007F\" between double quotes");
  }

  @Test
  void deep_nesting_is_refused_where_it_gets_too_deep() throws IOException {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);

    assertThat(Samples.problems(folder, "jobs: " + deep))
        .singleElement()
        .asString()
        .startsWith("1:26: not valid YAML: Nesting Depth exceeded max 20");
  }

  @Test
  void a_billion_laughs_are_not_laughed() throws IOException {
    String laughs =
        IntStream.range(1, 9)
            .mapToObj(i -> "l%d: &l%d [%s]\n".formatted(i, i, times("*l" + (i - 1), 20)))
            .collect(Collectors.joining());

    assertThat(Samples.problems(folder, "l0: &l0 [lol]\n" + laughs))
        .singleElement()
        .asString()
        .contains("not valid YAML: Number of aliases for non-scalar nodes exceeds")
        .startsWith("7:");
  }

  private static String times(String text, int count) {
    return IntStream.range(0, count).mapToObj(i -> text).collect(Collectors.joining(","));
  }

  @Test
  void as_many_aliases_as_are_allowed_are_read() throws IOException {
    assertThat(Samples.problems(folder, aliases(Document.ALIASES))).isEmpty();
    assertThat(Samples.problems(folder, aliases(Document.ALIASES + 1))).hasSize(1);
  }

  private static String aliases(int count) {
    return "jobs:\n- {name: first, every: 1m, command: &c [date]}\n"
        + IntStream.range(0, count)
            .mapToObj("- {name: j%d, every: 1m, command: *c}\n"::formatted)
            .collect(Collectors.joining());
  }

  @Test
  void ten_thousand_mistakes_are_all_told() throws IOException {
    String jobs =
        IntStream.range(0, 10_000)
            .mapToObj("- {name: j%d, every: 1m, command: [a], tasks: 0}\n"::formatted)
            .collect(Collectors.joining());

    assertThat(Samples.problems(folder, "jobs:\n" + jobs)).hasSize(10_000);
  }

  @Test
  void a_file_full_of_crons_is_read_in_seconds() throws IOException {
    List<String> crons = List.of("* * * * * ?", "0 0 0 30 2 ?", "0/%d * * * * ?", "0 0 0 ? * 46#3");
    String jobs =
        IntStream.range(0, 8_000)
            .mapToObj(
                i ->
                    "- {name: j%d, command: [a], timezone: Europe/Berlin, cron: \"%s\"}\n"
                        .formatted(i, crons.get(i % 4).formatted(1 + i % 59)))
            .collect(Collectors.joining());

    assertThat(Samples.problems(folder, "jobs:\n" + jobs)).isNotEmpty();
  }

  @Test
  void a_name_that_is_a_wall_of_text_is_shortened() throws IOException {
    assertThat(Samples.problems(folder, "jobs: [" + JOB + "]\n" + "x".repeat(1000) + ": 1"))
        .containsExactly("2:1: unknown key `" + "x".repeat(60) + "…`; allowed are defaults, jobs");
  }

  @Test
  void tags_make_no_object() throws IOException {
    assertThat(
            Samples.problems(
                folder,
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL"
                    + " [\"http://localhost/\"]]]]"))
        .containsExactly(
            "1:1: the file is tagged `!!javax.script.ScriptEngineManager`, and tags are not"
                + " allowed; it must be a mapping, as in `jobs: [...]`");
  }
}
