package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.Test;

/** What is cancelled of the jobs that are held, and what is not. */
class JanitorTest extends RunTests {
  @Test
  void the_janitor_cancels_what_is_held_for_nobody_and_leaves_the_rest() throws Exception {
    Jobspec jobspec = JobspecV1.fromCommand(List.of("true")).build();
    SubmitOptions held = SubmitOptions.DEFAULT.urgency(0);
    JobId orphan = flux.jobs().submit(mark(due).on(jobspec), held);
    RunKey live = key("live");
    ledger.claim(live, "DEFAULT.job", new Owner("node", "firing"));
    JobId underWay = flux.jobs().submit(mark(live).on(jobspec), held);
    RunKey foreign = new RunKey("another", "DEFAULT.job", Instant.now(), 0);
    flux.jobs().submit(mark(foreign).on(jobspec), held);
    flux.jobs().submit(jobspec, held);

    assertThat(new Janitor(flux, ledger, "test").sweep()).containsExactly(orphan);

    ledger.claim(live, "DEFAULT.job", new Owner("next", "firing")); // it submits anew
    assertThat(new Janitor(flux, ledger, "test").sweep()).contains(underWay);
  }

  @Test
  void the_janitor_leaves_the_jobs_of_another_ledger_but_takes_those_of_no_ledger() {
    Jobspec jobspec = JobspecV1.fromCommand(List.of("true")).build();
    SubmitOptions held = SubmitOptions.DEFAULT.urgency(0);
    flux.jobs().submit(new Mark(due, "DEFAULT.job", Attempt.FIRST, "another").on(jobspec), held);
    JobId earlier =
        flux.jobs().submit(new Mark(due, "DEFAULT.job", Attempt.FIRST, "").on(jobspec), held);

    assertThat(new Janitor(flux, ledger, "test").sweep()).containsExactly(earlier);
  }
}
