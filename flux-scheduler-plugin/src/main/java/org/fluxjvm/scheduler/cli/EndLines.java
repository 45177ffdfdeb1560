package org.fluxjvm.scheduler.cli;

import java.util.List;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.schedule.Expect;

/** The end of a run in words, weighed against what its job should end in. */
final class EndLines {
  private final Roster roster;
  private final Summary summary;

  EndLines(Roster roster, Summary summary) {
    this.roster = roster;
    this.summary = summary;
  }

  Verdict verdict(Run run, RunResult result) {
    return summary.verdict(run, roster.job(run).expect(), result);
  }

  /** What there is to say beside the word for the result. */
  String detail(Run run, RunResult result) {
    Expect expect = roster.job(run).expect();
    String remark = verdict(run, result).remark(expect);
    String detail = Outcome.detail(result);
    return detail.isEmpty() || remark.isEmpty() ? detail + remark : detail + ", " + remark;
  }

  /** What explains a failure; a run that the scheduler stopped needs no explanation. */
  List<String> details(Run run, RunResult result) {
    return result.isSuccess() || verdict(run, result) == Verdict.STOPPED
        ? List.of()
        : Outcome.details(result);
  }
}
