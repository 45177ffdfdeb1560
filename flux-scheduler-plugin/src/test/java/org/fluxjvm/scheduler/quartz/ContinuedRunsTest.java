package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunRequest;
import org.fluxjvm.scheduler.RunState;
import org.junit.jupiter.api.Test;
import org.quartz.JobDetail;
import org.quartz.JobKey;

/** Runs that begin otherwise than by their trigger, and jobs that no run begins with. */
class ContinuedRunsTest extends ForgetfulSchedulers {
  @Test
  void a_job_that_is_held_for_nobody_is_cancelled_from_time_to_time() throws Exception {
    Path go = Files.createFile(dir.resolve("go"));
    JobId first = begin(Schedulers.shell("long", "sleep 0.2; " + waitFor(go)));
    await().until(() -> ledger.open("orphans").isEmpty());
    JobId held =
        flux.jobs()
            .submit(flux.jobs().submittedJobspec(first), new SubmitOptions(SubmitOptions.HOLD, 0));

    timing.advance(Duration.ofMinutes(5));

    assertThat(flux.jobs().result(held).outcome().name()).isEqualTo("CANCELED");
  }

  @Test
  void a_run_that_a_person_reopens_is_fired_again_with_its_key() throws Exception {
    Path witness = dir.resolve("witness");
    JobDetail job =
        Schedulers.shell("once", "echo ran >> " + witness).getJobBuilder().storeDurably().build();
    Firings firings = new Firings();
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.scheduleJob(job, Schedulers.now("once"));
    firings.next();
    RunKey key = ledger.runs(org.fluxjvm.scheduler.RunQuery.latest("orphans", 1)).getFirst().key();
    ledger.reopen(key);

    scheduling.sweep(); // the time stands still: it need not come to the next look

    assertThat(firings.next().error()).isNull();
    assertThat(witness).content().isEqualTo("ran\nran\n");
    assertThat(ledger.find(key).orElseThrow().attempt().number()).isEqualTo(2);
  }

  @Test
  void what_follows_upon_a_run_is_fired_at_its_end_for_the_same_time() throws Exception {
    Path witness = dir.resolve("witness");
    JobDetail child =
        Schedulers.shell("child", "echo child >> " + witness)
            .getJobBuilder()
            .storeDurably()
            .build();
    scheduler.addJob(child, true);
    JobDetail parent =
        Schedulers.shell("parent", "echo parent >> " + witness)
            .getJobBuilder()
            .usingJobData(
                Chain.KEY, "[{\"group\":\"DEFAULT\",\"name\":\"child\",\"on\":\"success\"}]")
            .build();
    Firings firings = new Firings();
    scheduler.getListenerManager().addJobListener(firings);

    scheduler.scheduleJob(parent, Schedulers.now("parent"));

    assertThat(firings.next().error()).isNull();
    assertThat(firings.next().error()).isNull();
    assertThat(witness).content().isEqualTo("parent\nchild\n");
    assertThat(ledger.runs(org.fluxjvm.scheduler.RunQuery.latest("orphans", 10)))
        .extracting(run -> run.key().scheduled())
        .hasSize(2)
        .containsOnly(
            ledger
                .runs(org.fluxjvm.scheduler.RunQuery.latest("orphans", 1))
                .getFirst()
                .key()
                .scheduled());
  }

  @Test
  void what_follows_upon_a_failure_also_follows_upon_a_firing_that_has_nothing_to_run()
      throws Exception {
    RunKey key = new RunKey("orphans", "DEFAULT.wrong", Instant.now(), 0);
    JobKey mail = JobKey.jobKey("mail");
    Chain chain =
        new Chain(
            List.of(
                new Chain.Link(mail, RunRequest.Upon.FAILURE),
                new Chain.Link(JobKey.jobKey("report"), RunRequest.Upon.SUCCESS)));
    scheduler.addJob(Schedulers.shell("mail", "true").getJobBuilder().storeDurably().build(), true);
    scheduler.addJob(
        Schedulers.shell("wrong", "echo {{fire.unknown}}")
            .getJobBuilder()
            .usingJobData(Chain.KEY, chain.format())
            .storeDurably()
            .build(),
        true);
    ledger.claim(key, "DEFAULT.wrong", new Owner("an earlier start", "one"));

    timing.advance(Duration.ofSeconds(30));

    await()
        .untilAsserted(
            () ->
                assertThat(ledger.find(Chain.key(key, mail)).map(RunRecord::state))
                    .hasValueSatisfying(
                        state -> assertThat(state).isInstanceOf(RunState.Done.class)));
    assertThat(ledger.find(Chain.key(key, JobKey.jobKey("report")))).isEmpty();
  }
}
