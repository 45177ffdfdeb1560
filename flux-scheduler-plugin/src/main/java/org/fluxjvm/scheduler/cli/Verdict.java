package org.fluxjvm.scheduler.cli;

import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.schedule.Expect;

/** Whether a run ended as its schedule file says that it should. */
enum Verdict {
  AS_EXPECTED,
  UNEXPECTED,
  /** It was canceled because the scheduler stopped, which says nothing of the job. */
  STOPPED;

  static Verdict of(Expect expect, RunResult result) {
    return result.isSuccess() == (expect == Expect.COMPLETED) ? AS_EXPECTED : UNEXPECTED;
  }

  Tone tone() {
    return switch (this) {
      case AS_EXPECTED -> Tone.GOOD;
      case UNEXPECTED -> Tone.BAD;
      case STOPPED -> Tone.QUIET;
    };
  }

  String sign(Style style) {
    return switch (this) {
      case AS_EXPECTED -> style.good();
      case UNEXPECTED -> style.bad();
      case STOPPED -> style.neutral();
    };
  }

  /** The remark that the end of a run needs, or nothing. */
  String remark(Expect expect) {
    return switch (this) {
      case AS_EXPECTED -> expect == Expect.FAILED ? "as expected" : "";
      case UNEXPECTED -> expect == Expect.FAILED ? "but it should fail" : "";
      case STOPPED -> "because the scheduler stops";
    };
  }
}
