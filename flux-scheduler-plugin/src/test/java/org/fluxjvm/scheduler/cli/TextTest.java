package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fluxjvm.job.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({"'', 0", "hello, 5", "ƒjqkFJw, 7", "日本語, 6", "e\u0301, 1", "🚀, 2", "✓, 1"})
  void a_text_is_as_wide_as_a_terminal_shows_it(String text, int columns) {
    assertThat(DisplayWidth.of(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({"hello, 5, hello", "hello, 4, hel…", "日本語, 5, 日本…", "日本語, 4, 日…", "hello, 0, ''"})
  void a_text_that_is_too_wide_is_cut_between_characters(String text, int columns, String cut) {
    assertThat(DisplayWidth.crop(text, columns, "…")).isEqualTo(cut);
  }

  @Test
  void what_a_job_writes_cannot_move_the_cursor() {
    assertThat(
            Printable.lines("a\u001b[31mred\u001b[0m\n\u001b]0;title\u0007b\u001b[2J\u0007\r\nc  "))
        .containsExactly("ared", "b?", "c");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.0123S, 0.01s",
    "PT9.99S, 9.99s",
    "PT9.999S, 10.0s",
    "PT59.99S, 59.9s",
    "PT61S, 1m01s",
    "PT3600S, 1h00m",
    "PT25H, 1d01h",
    "PT-1S, 0.00s"
  })
  void a_time_is_shown_coarser_the_longer_it_is(Duration time, String text) {
    assertThat(Elapsed.text(time)).isEqualTo(text);
  }

  @Test
  void a_terminal_without_unicode_gets_ascii_and_ids_as_flux_prints_them_there() {
    Style ascii = Style.of(StandardCharsets.US_ASCII, true, Map.of());

    assertThat(ascii.good() + ascii.bad() + ascii.neutral() + ascii.ellipsis() + ascii.nothing())
        .isEqualTo("+!-~-");
    assertThat(ascii.id(JobId.parse("ƒjqkFJw"))).isEqualTo("fjqkFJw");
  }

  @Test
  void colours_are_for_terminals_whose_user_wants_them() {
    Map<String, String> without = Map.of("NO_COLOR", "1");

    assertThat(Style.of(StandardCharsets.UTF_8, true, Map.of()).paint(Tone.BAD, "x"))
        .isEqualTo("\u001b[31mx\u001b[0m");
    assertThat(Style.of(StandardCharsets.UTF_8, true, without).paint(Tone.BAD, "x")).isEqualTo("x");
    assertThat(Style.of(StandardCharsets.UTF_8, false, Map.of()).paint(Tone.BAD, "x"))
        .isEqualTo("x");
  }

  @Test
  void a_table_keeps_its_columns_under_each_other_whatever_is_in_them() {
    assertThat(table().lines(Integer.MAX_VALUE, new Style(true, false)))
        .containsExactly("  JOB        N  STATE", "  日本語     1  run", "  long-name  20  completed");
  }

  @Test
  void a_table_on_a_narrow_terminal_shortens_the_first_column_and_is_never_wider() {
    for (int width = 1; width < 30; width++) {
      int columns = width;
      assertThat(table().lines(width, new Style(true, false)))
          .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(columns));
    }
    assertThat(table().lines(24, new Style(true, false)))
        .containsExactly("  JOB     N  STATE", "  日本語  1  run", "  long…  20  completed");
  }

  private static TextTable table() {
    return new TextTable()
        .column("JOB", TextTable.Side.LEFT)
        .column("N", TextTable.Side.RIGHT)
        .column("STATE", TextTable.Side.LEFT)
        .row(List.of(Cell.of("日本語"), Cell.of("1"), Cell.of("run")))
        .row(List.of(Cell.of("long-name"), Cell.of("20"), Cell.of("completed")));
  }
}
