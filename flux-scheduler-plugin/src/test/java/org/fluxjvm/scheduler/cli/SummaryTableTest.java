package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.schedule.Expect;
import org.junit.jupiter.api.Test;

class SummaryTableTest {
  private static final Instant SUBMITTED = Instant.parse("2026-07-01T12:00:00Z");
  private static final RunResult REFUSED =
      new RunResult.Refused(new FluxException(Errno.EINVAL, "submit", "no"));

  @Test
  void each_job_has_a_row_and_seldom_results_have_a_column_only_if_there_are_any() {
    Tally good = tally(Expect.COMPLETED, ended(0, 1, 2), ended(0, 3, 4));
    Tally broken = tally(Expect.FAILED, ended(3 << 8, 1, 1));
    Tally refused = tally(Expect.COMPLETED, REFUSED);
    List<Roster.Job> jobs =
        List.of(
            job("good", Expect.COMPLETED),
            job("broken", Expect.FAILED),
            job("refused", Expect.COMPLETED),
            job("never", Expect.COMPLETED));

    assertThat(
            new SummaryTable(
                    jobs,
                    Map.of("good", good, "broken", broken, "refused", refused),
                    new Style(true, false))
                .lines(200))
        .containsExactly(
            "  JOB      FIRES  COMPLETED  FAILED  REFUSED  MEAN WAIT  MEAN RUN  AS EXPECTED",
            "  good         2          2       –        –      2.00s     3.00s  yes",
            "  broken       1          –       1        –      1.00s     1.00s  yes, it should"
                + " fail",
            "  refused      1          –       –        1          –         –  no, 1 should"
                + " complete",
            "  never        0          –       –        –          –         –  –");
  }

  @Test
  void a_run_that_completes_is_not_expected_of_a_job_that_should_fail() {
    assertThat(Verdict.of(Expect.FAILED, ended(0, 1, 1))).isEqualTo(Verdict.UNEXPECTED);
    assertThat(Verdict.of(Expect.FAILED, ended(256, 1, 1))).isEqualTo(Verdict.AS_EXPECTED);
    assertThat(Verdict.of(Expect.COMPLETED, ended(256, 1, 1))).isEqualTo(Verdict.UNEXPECTED);
    assertThat(Verdict.of(Expect.COMPLETED, ended(0, 1, 1))).isEqualTo(Verdict.AS_EXPECTED);
  }

  @Test
  void the_end_of_a_run_says_how_and_after_what_time() {
    assertThat(Outcome.detail(ended(0, 1, 2))).isEqualTo("in 2.00s");
    assertThat(Outcome.detail(ended(3 << 8, 1, 2))).isEqualTo("exit code 3 after 2.00s");
    assertThat(Outcome.detail(ended(9, 1, 2))).isEqualTo("signal 9 after 2.00s");
    assertThat(Outcome.detail(REFUSED)).isEqualTo("submit: EINVAL: no");
  }

  private static Tally tally(Expect expect, RunResult... results) {
    Tally tally = new Tally();
    for (RunResult result : results) {
      tally.fired();
      tally.ended(result, Verdict.of(expect, result));
    }
    return tally;
  }

  private static RunResult ended(int waitStatus, int wait, int duration) {
    Instant allocated = SUBMITTED.plusSeconds(wait);
    return new RunResult.Ended(
        new JobResult(
            JobId.of(1),
            waitStatus == 0 ? JobResult.Outcome.COMPLETED : JobResult.Outcome.FAILED,
            OptionalInt.of(waitStatus),
            Optional.empty(),
            Optional.of(SUBMITTED),
            Optional.of(allocated),
            Optional.of(allocated),
            Optional.of(allocated.plusSeconds(duration))),
        "");
  }

  private static Roster.Job job(String name, Expect expect) {
    return new Roster.Job(name, expect);
  }
}
