package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunPolicy;
import org.fluxjvm.scheduler.RunRequest;
import org.fluxjvm.scheduler.schedule.Expect;
import org.junit.jupiter.api.Test;

class RosterTest {
  @Test
  void a_run_of_a_job_that_the_file_no_longer_has_is_told_of_by_its_own_name() {
    Roster roster = new Roster(List.of());
    Summary summary = new Summary(roster);
    try (Flux flux = Flux.open("embedded:roster")) {
      RunExecutor executor = RunExecutor.builder(flux).build();
      executor.addListener(summary);
      Run run =
          executor.run(
              new RunRequest(
                  new RunKey("roster", "DEFAULT.gone", Instant.now(), 0),
                  "DEFAULT.gone",
                  "firing",
                  JobspecV1.fromCommand(List.of("true")).name("another name").build(),
                  16,
                  RunPolicy.DEFAULT,
                  List.of()));
      assertThat(run.result().orTimeout(20, TimeUnit.SECONDS).join().isSuccess()).isTrue();

      assertThat(roster.job(run)).isEqualTo(new Roster.Job("gone", Expect.COMPLETED));
      assertThat(roster.jobs()).extracting(Roster.Job::name).containsExactly("gone");
      assertThat(summary.count(Verdict.AS_EXPECTED)).isEqualTo(1);
      assertThat(summary.lines(80, new Style(true, false))).anyMatch(line -> line.contains("gone"));
    }
  }
}
