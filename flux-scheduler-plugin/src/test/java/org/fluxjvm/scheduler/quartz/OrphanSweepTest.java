package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fluxjvm.job.JobId;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunRequest;
import org.fluxjvm.scheduler.RunState;
import org.junit.jupiter.api.Test;
import org.quartz.JobDetail;
import org.quartz.JobKey;

/** Runs that a scheduler left, and what the next one makes of them. */
class OrphanSweepTest extends ForgetfulSchedulers {
  @Test
  void a_run_that_a_scheduler_left_goes_on_as_soon_as_its_job_is_scheduled_again()
      throws Exception {
    Path go = dir.resolve("go");
    JobDetail job = Schedulers.shell("long", waitFor(go));
    JobId first = begin(job);
    RunKey key = ledger.open("orphans").getFirst().key();
    leave();

    start();
    timing.advance(Duration.ofSeconds(30)); // finds that the job is not there yet
    Firings firings = new Firings();
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.scheduleJob(job, Schedulers.now("anew"));
    Files.createFile(go);

    Firings.Ended one = firings.next();
    Firings.Ended two = firings.next();
    assertThat(new JobId[] {id(one), id(two)}).contains(first);
    assertThat(ledger.find(key).orElseThrow().state()).isInstanceOf(RunState.Done.class);
  }

  @Test
  void a_run_whose_job_is_gone_is_followed_to_its_end_without_quartz() throws Exception {
    Path go = dir.resolve("go");
    begin(Schedulers.shell("long", waitFor(go)));
    RunKey key = ledger.open("orphans").getFirst().key();
    leave();

    start();
    await()
        .until(
            () -> {
              timing.advance(LONG);
              return !scheduling.executor().active().isEmpty();
            });
    Files.createFile(go);

    await().until(() -> ledger.open("orphans").isEmpty());
    assertThat(ledger.find(key).orElseThrow().state())
        .isInstanceOfSatisfying(
            RunState.Done.class, done -> assertThat(done.end().isSuccess()).isTrue());
  }

  @Test
  void a_run_that_was_not_begun_and_whose_job_is_gone_is_given_up() throws Exception {
    RunKey key = new RunKey("orphans", "DEFAULT.gone", Instant.now(), 0);
    ledger.claim(key, "DEFAULT.gone", new Owner("an earlier start", "one"));

    await()
        .until(
            () -> {
              timing.advance(LONG);
              return ledger.open("orphans").isEmpty();
            });

    assertThat(ledger.find(key).orElseThrow().state()).isInstanceOf(RunState.Abandoned.class);
  }

  @Test
  void another_job_of_the_name_of_a_run_that_nobody_follows_is_not_run_for_it() throws Exception {
    RunKey key = new RunKey("orphans", "DEFAULT.java", Instant.now(), 0);
    ledger.claim(key, "DEFAULT.java", new Owner("an earlier start", "one"));
    Firings firings = new Firings();
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.addJob(
        org.quartz.JobBuilder.newJob(DurableStoreTest.PlainJob.class)
            .withIdentity("java")
            .storeDurably()
            .build(),
        true);

    await()
        .until(
            () -> {
              timing.advance(LONG);
              return ledger.open("orphans").isEmpty();
            });

    assertThat(ledger.find(key).orElseThrow().state()).isInstanceOf(RunState.Abandoned.class);
    assertThat(firings.isEmpty()).isTrue();
  }

  @Test
  void a_run_whose_job_says_nothing_to_run_fails_with_that_and_is_not_fired_again()
      throws Exception {
    RunKey key = new RunKey("orphans", "DEFAULT.wrong", Instant.now(), 0);
    Firings firings = new Firings();
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.addJob(
        Schedulers.shell("wrong", "echo {{fire.unknown}}").getJobBuilder().storeDurably().build(),
        true);
    ledger.claim(key, "DEFAULT.wrong", new Owner("an earlier start", "one"));

    timing.advance(Duration.ofSeconds(30));

    assertThat(firings.next().error()).hasMessageContaining("unknown");
    assertThat(ledger.find(key).orElseThrow().state())
        .isInstanceOfSatisfying(
            RunState.Done.class,
            done -> {
              assertThat(done.end().outcome()).isEqualTo(RunEnd.Outcome.FAILED);
              assertThat(done.end().note()).contains("unknown");
            });
    assertThat(FluxExecutors.ledger(scheduler)).containsSame(ledger);
  }

  @Test
  void a_run_that_began_before_its_job_was_spoilt_is_followed_to_its_end() throws Exception {
    Path go = dir.resolve("go");
    JobId first = begin(Schedulers.shell("long", waitFor(go)));
    RunKey key = ledger.open("orphans").getFirst().key();
    leave();

    start();
    Firings firings = new Firings();
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.addJob(
        Schedulers.shell("long", "echo {{fire.unknown}}").getJobBuilder().storeDurably().build(),
        true);
    timing.advance(Duration.ofSeconds(30));
    await().until(() -> !scheduling.executor().active().isEmpty());
    Files.createFile(go);

    assertThat(firings.next().job().id()).isEqualTo(first);
    assertThat(ledger.find(key).orElseThrow().state()).isInstanceOf(RunState.Done.class);
  }

  @Test
  void what_follows_upon_a_run_that_began_before_its_job_was_spoilt_follows_all_the_same()
      throws Exception {
    Path go = dir.resolve("go");
    JobKey child = JobKey.jobKey("child");
    Chain chain = new Chain(List.of(new Chain.Link(child, RunRequest.Upon.SUCCESS)));
    scheduler.addJob(
        Schedulers.shell("child", "true").getJobBuilder().storeDurably().build(), true);
    begin(Schedulers.shell("long", waitFor(go)));
    RunKey key = ledger.open("orphans").getFirst().key();
    leave();

    start();
    scheduler.addJob(
        Schedulers.shell("child", "true").getJobBuilder().storeDurably().build(), true);
    scheduler.addJob(
        Schedulers.shell("long", "echo {{fire.unknown}}")
            .getJobBuilder()
            .usingJobData(Chain.KEY, chain.format())
            .storeDurably()
            .build(),
        true);
    timing.advance(Duration.ofSeconds(30));
    await().until(() -> !scheduling.executor().active().isEmpty());
    Files.createFile(go);

    await()
        .untilAsserted(
            () ->
                assertThat(ledger.find(Chain.key(key, child)).map(RunRecord::state))
                    .hasValueSatisfying(
                        state -> assertThat(state).isInstanceOf(RunState.Done.class)));
  }

  @Test
  void a_run_of_this_scheduler_that_its_executor_has_let_go_of_is_followed_again()
      throws Exception {
    scheduler.addJob(Schedulers.shell("job", "true").getJobBuilder().storeDurably().build(), true);
    RunKey key = new RunKey("orphans", "DEFAULT.job", Instant.now(), 0);
    ledger.claim(key, "DEFAULT.job", new Owner(scheduling.executor().node(), "one"));

    timing.advance(Duration.ofSeconds(30));

    await().until(() -> ledger.open("orphans").isEmpty());
    assertThat(ledger.find(key).orElseThrow().state()).isInstanceOf(RunState.Done.class);
  }
}
