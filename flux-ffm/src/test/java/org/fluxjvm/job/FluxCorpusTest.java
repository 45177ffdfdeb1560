package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxjvm.rfc.FluxDuration;
import org.fluxjvm.rfc.Hostlist;
import org.fluxjvm.rfc.Idset;
import org.junit.jupiter.api.Test;

/** flux-core's own corpora; skipped where there is no source tree of it. */
class FluxCorpusTest {
  private static Set<String> refused(String corpus) {
    Set<String> refused = new TreeSet<>();
    for (Path file : FluxCorpus.jobspecs(corpus)) {
      try {
        Jobspec.fromYaml(file);
      } catch (JobspecException e) {
        refused.add(file.getFileName().toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return refused;
  }

  @Test
  void what_is_valid_is_taken() {
    List<Path> valid = FluxCorpus.jobspecs("valid_v1");
    assertThat(valid).isNotEmpty();
    assertThat(refused("valid_v1")).isEmpty();
    for (Path file : valid) {
      assertThatCode(() -> JobspecV1.validate(Jobspec.fromYaml(file))).doesNotThrowAnyException();
    }
    assertThat(FluxCorpus.jobspecs("valid")).isNotEmpty();
    assertThat(refused("valid")).isEmpty();
  }

  @Test
  void what_is_invalid_is_refused() {
    List<Path> invalid = FluxCorpus.jobspecs("invalid");
    assertThat(invalid).isNotEmpty();
    assertThat(refused("invalid")).hasSameSizeAs(invalid);
  }

  @Test
  void the_letter_of_rfc_25_refuses_what_no_reader_of_version_1_takes() {
    List<Path> invalid = FluxCorpus.jobspecs("invalid_v1");
    assertThat(invalid).isNotEmpty();
    for (Path file : invalid) {
      assertThatThrownBy(() -> JobspecV1.validate(Jobspec.fromYaml(file)))
          .as(file.toString())
          .isInstanceOf(JobspecException.class);
    }
  }

  /** The rows {@code { "job id", "encoding" }} of the test of identifiers. */
  @Test
  void the_identifiers_of_its_tests_are_encoded_as_there() throws Exception {
    String source = Files.readString(FluxCorpus.root().resolve("src/common/libutil/test/fluid.c"));
    Matcher row = Pattern.compile("\\{\\s*(\\d+)[UL]*,\\s*\"(ƒ[1-9A-Za-z]+)\"").matcher(source);
    int rows = 0;
    while (row.find()) {
      JobId id = JobId.of(Long.parseUnsignedLong(row.group(1)));
      assertThat(id.f58()).isEqualTo(row.group(2));
      assertThat(JobId.parse(row.group(2))).isEqualTo(id);
      rows++;
    }
    assertThat(rows).isGreaterThan(5);
  }

  @Test
  void the_durations_of_its_tests_are_read_as_there() throws Exception {
    String source = Files.readString(FluxCorpus.root().resolve("src/common/libutil/test/fsd.c"));
    Matcher row = Pattern.compile("\\{\\s*\"([^\"]*)\",\\s*([0-9.]+)\\s*}").matcher(source);
    int rows = 0;
    while (row.find()) {
      assertThat(FluxDuration.parseSeconds(row.group(1)))
          .as(row.group(1))
          .isEqualTo(Double.parseDouble(row.group(2)));
      rows++;
    }
    assertThat(rows).isGreaterThan(5);
  }

  /** The rows {@code { "in", flags, "out" }}, of which {@code NULL} is refused. */
  @Test
  void the_idsets_of_its_tests_are_read_as_there() throws Exception {
    String source = Files.readString(FluxCorpus.root().resolve("src/common/libidset/test/idset.c"));
    String table = between(source, "test_inputs[] = {", "};");
    Matcher row =
        Pattern.compile("\\{\\s*\"([^\"]*)\",[\\w|\\s]+,\\s*(?:\"([^\"]*)\"|NULL)\\s*}")
            .matcher(table);
    int taken = 0;
    int refused = 0;
    while (row.find()) {
      String text = row.group(1);
      if (row.group(2) == null) {
        assertThatThrownBy(() -> Idset.parse(text))
            .as(text)
            .isInstanceOf(IllegalArgumentException.class);
        refused++;
      } else {
        assertThat(Idset.parse(text)).as(text).isEqualTo(Idset.parse(row.group(2)));
        taken++;
      }
    }
    assertThat(taken).isGreaterThan(20);
    assertThat(refused).isGreaterThan(10);
  }

  /** The rows {@code { "in", "out", count }}, and the texts that are refused. */
  @Test
  void the_hostlists_of_its_tests_are_read_as_there() throws Exception {
    String source =
        Files.readString(FluxCorpus.root().resolve("src/common/libhostlist/test/hostlist.c"));
    String table = between(source, "codec_tests[] = {", "};");
    Matcher row =
        Pattern.compile("\\{\\s*\"([^\"]*)\",\\s*\"([^\"]*)\",\\s*(\\d+)\\s*}").matcher(table);
    int rows = 0;
    while (row.find()) {
      Hostlist list = Hostlist.parse(row.group(1));
      assertThat(list).as(row.group(1)).hasToString(row.group(2));
      assertThat(list.count()).as(row.group(1)).isEqualTo(Long.parseLong(row.group(3)));
      rows++;
    }
    assertThat(rows).isGreaterThan(10);
    Matcher wrong =
        Pattern.compile("\"([^\"]*)\",").matcher(between(source, "input[] = {", "NULL"));
    int refused = 0;
    while (wrong.find()) {
      String text = wrong.group(1);
      assertThatThrownBy(() -> Hostlist.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
      refused++;
    }
    assertThat(refused).isGreaterThan(5);
  }

  private static String between(String source, String start, String end) {
    int from = source.indexOf(start) + start.length();
    return source.substring(from, source.indexOf(end, from));
  }
}
