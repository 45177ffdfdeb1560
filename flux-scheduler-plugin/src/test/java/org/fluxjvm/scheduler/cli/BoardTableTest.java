package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fluxjvm.job.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoardTableTest {
  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
  private static final Size WIDE = new Size(80, 24);

  private final BoardTable table =
      new BoardTable(
          new Style(true, false),
          name -> name.equals("done") ? Optional.empty() : Optional.of(NOW.plusMillis(4001)));

  @Test
  void each_job_has_a_row_with_its_latest_run_and_its_next_fire() {
    Board.Row waiting =
        new Board.Row(
            "waiting",
            0,
            0,
            0,
            Optional.empty(),
            "",
            Tone.PLAIN,
            Optional.empty(),
            Optional.empty());
    Board.Row done =
        new Board.Row(
            "done",
            12,
            0,
            1,
            Optional.of(JobId.parse("ƒjqkFJw")),
            "failed",
            Tone.BAD,
            Optional.of(NOW.minusSeconds(70)),
            Optional.of(NOW.minusSeconds(69)));

    assertThat(table.lines(List.of(waiting, running("busy", 3), done), WIDE, NOW))
        .containsExactly(
            "",
            "  JOB      FIRES  LATEST   STATE    TIME  NEXT",
            "  waiting      –  –        –           –  in 5s",
            "  busy         3  ƒjqkFJw  run +2    90s  in 5s".replace("90s", " 5s"),
            "  done        12  ƒjqkFJw  failed  1.00s  –");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6, 10, 24, 60})
  void the_table_leaves_a_line_for_the_cursor_however_many_jobs_there_are(int rows) {
    List<Board.Row> jobs = IntStream.range(0, 50).mapToObj(i -> running("job-" + i, 1)).toList();

    assertThat(table.lines(jobs, new Size(80, rows), NOW)).hasSizeLessThan(rows);
  }

  @Test
  void where_not_all_jobs_fit_those_under_way_are_shown_in_the_order_of_the_file() {
    List<Board.Row> jobs =
        IntStream.range(0, 50)
            .mapToObj(i -> i % 20 == 0 ? running("job-" + i, 1) : idle(i))
            .toList();

    List<String> lines = table.lines(jobs, new Size(80, 8), NOW);

    assertThat(lines).hasSize(7);
    assertThat(String.join("\n", lines))
        .containsSubsequence("job-0 ", "job-20 ", "job-40 ", "and 46 more jobs");
  }

  private static Board.Row running(String name, int active) {
    return new Board.Row(
        name,
        3,
        active,
        0,
        Optional.of(JobId.parse("ƒjqkFJw")),
        "run",
        Tone.BUSY,
        Optional.of(NOW.minusSeconds(5)),
        Optional.empty());
  }

  private static Board.Row idle(int number) {
    return new Board.Row(
        "job-" + number,
        0,
        0,
        0,
        Optional.empty(),
        "",
        Tone.PLAIN,
        Optional.empty(),
        Optional.empty());
  }
}
