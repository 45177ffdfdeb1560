package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobSelection;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.Test;

/** Requests about many jobs. */
abstract class BulkControlContract extends Contract {
  private static final SubmitOptions HELD = SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD);
  private static final int SIGKILL = 9;

  @Test
  void an_exception_is_raised_on_all_jobs_selected() {
    JobId one = submit(command("true").build(), HELD);
    JobId two = submit(command("true").build(), HELD);

    assertThat(flux.jobs().raiseAll(JobSelection.mine().counting(), "cancel", 0, "").jobs())
        .isGreaterThanOrEqualTo(2);
    assertThat(flux.jobs().raiseAll(JobSelection.mine(), "cancel", 0, "all of you").errors())
        .isZero();

    assertThat(flux.jobs().result(one).exception().orElseThrow().note()).isEqualTo("all of you");
    assertThat(flux.jobs().result(two).exception().orElseThrow().note()).isEqualTo("all of you");
  }

  @Test
  void all_running_jobs_selected_are_signalled() {
    JobId id = submit(command("sleep", "60").build());
    flux.jobs().eventWait(id, "shell.start", "guest.exec.eventlog");

    assertThat(flux.jobs().killAll(JobSelection.mine(), SIGKILL).jobs()).isPositive();

    assertThat(flux.jobs().result(id).returnCode()).isEqualTo(137);
  }
}
