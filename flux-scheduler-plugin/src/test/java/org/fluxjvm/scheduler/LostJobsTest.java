package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fluxjvm.scheduler.CountedInstance.requests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class LostJobsTest {
  private static final String LIST = "job-list.list";
  private static final String LOOKUP = "job-info.lookup";
  private static final Optional<String> NAME = Optional.of("report");
  private static final int MANY = 50;

  private final Jobspec jobspec = JobspecV1.fromCommand(List.of("true")).name("report").build();
  private Flux flux;
  private LostJobs lost;

  @BeforeEach
  void open(TestInfo test) {
    flux = Flux.open("counted:" + test.getTestMethod().orElseThrow().getName());
    lost = new LostJobs(flux.jobs());
  }

  @AfterEach
  void close() {
    flux.close();
  }

  @Test
  void the_jobs_of_a_run_are_found_among_all_of_its_name() throws Exception {
    JobId first = submit(key(1), Attempt.FIRST);
    JobId second = submit(key(1), new Attempt(2, 1));
    submit(key(2), Attempt.FIRST);
    flux.jobs().submit(jobspec);

    assertThat(lost.of(key(1), NAME).get(20, TimeUnit.SECONDS))
        .containsExactlyInAnyOrder(first, second);
    assertThat(lost.of(key(1), Optional.of("other")).get(20, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void many_who_ask_together_share_a_look() throws Exception {
    List<JobId> submitted = new ArrayList<>();
    for (int run = 0; run < MANY; run++) {
      submitted.add(submit(key(run), Attempt.FIRST));
    }

    List<CompletableFuture<List<JobId>>> answers = new ArrayList<>();
    for (int run = 0; run < MANY; run++) {
      answers.add(lost.of(key(run), NAME));
    }

    for (int run = 0; run < MANY; run++) {
      assertThat(answers.get(run).get(20, TimeUnit.SECONDS)).containsExactly(submitted.get(run));
    }
    assertThat(requests(flux, LIST)).isLessThan(MANY / 2);
  }

  @Test
  void a_look_that_has_begun_is_not_shared() throws Exception {
    JobId early = submit(key(1), Attempt.FIRST);
    CompletableFuture<List<JobId>> first;
    CompletableFuture<List<JobId>> second;
    JobId late;
    try (var stopped = CountedInstance.stop(flux, LOOKUP)) {
      first = lost.of(key(1), NAME);
      await().until(stopped::isReached);
      late = submit(key(2), Attempt.FIRST);
      second = lost.of(key(2), NAME);
    }

    assertThat(first.get(20, TimeUnit.SECONDS)).containsExactly(early);
    assertThat(second.get(20, TimeUnit.SECONDS)).containsExactly(late);
  }

  private JobId submit(RunKey key, Attempt attempt) {
    return flux.jobs()
        .submit(
            new Mark(key, "DEFAULT.report", attempt, "").on(jobspec),
            SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD));
  }

  private static RunKey key(int run) {
    return new RunKey("test", "DEFAULT.run" + run, Instant.ofEpochSecond(1_700_000_000), 0);
  }
}
