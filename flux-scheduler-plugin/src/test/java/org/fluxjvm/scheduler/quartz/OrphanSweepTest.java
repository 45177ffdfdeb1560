package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.scheduler.MemoryLedger;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunRequest;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.Timing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;

/** Two schedulers after one another, which forget all but their ledger. */
class OrphanSweepTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir Path dir;
  private final MemoryLedger ledger = new MemoryLedger(InstantSource.system());
  private final Hours timing = new Hours();
  private Flux flux;
  private Scheduler scheduler;
  private FluxScheduling scheduling;

  /** A time that goes on when a test says so. */
  private static final class Hours implements Timing {
    private volatile Duration ahead = Duration.ZERO;
    private volatile CompletableFuture<Void> next = new CompletableFuture<>();

    @Override
    public Instant now() {
      return Instant.now().plus(ahead);
    }

    @Override
    public CompletableFuture<Void> after(Duration pause) {
      return next.copy();
    }

    synchronized void advance(Duration step) {
      ahead = ahead.plus(step);
      CompletableFuture<Void> reached = next;
      next = new CompletableFuture<>();
      reached.complete(null);
    }
  }

  @BeforeEach
  void start(TestInfo test) throws Exception {
    flux = Flux.open("embedded:" + test.getTestMethod().orElseThrow().getName());
    start();
  }

  private void start() throws Exception {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", "orphans");
    properties.put("org.quartz.threadPool.class", FluxThreadPool.class.getName());
    properties.put("org.quartz.jobStore.class", FluxRAMJobStore.class.getName());
    SchedulerRepository.getInstance().remove("orphans");
    scheduler = new StdSchedulerFactory(properties).getScheduler();
    scheduling =
        FluxScheduling.connect(
            scheduler,
            new FluxScheduling.Parts(
                flux, ledger, Optional.empty(), Optional.empty(), timing, Duration.ofSeconds(30)));
    scheduling.start();
    scheduler.start();
  }

  private void leave() throws Exception {
    scheduling.close();
    scheduler.shutdown(false);
  }

  @AfterEach
  void stop() throws Exception {
    leave();
    flux.close();
  }

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

  private JobId begin(JobDetail job) throws Exception {
    scheduler.scheduleJob(job, Schedulers.now("first"));
    await()
        .until(
            () ->
                ledger.open("orphans").stream()
                    .anyMatch(run -> run.state() instanceof RunState.Running));
    return ((RunState.Running) ledger.open("orphans").getFirst().state()).placement().job();
  }

  private static JobId id(Firings.Ended ended) {
    return ended.job().id();
  }

  private static String waitFor(Path file) {
    return "while [ ! -e %s ]; do sleep 0.05; done".formatted(file);
  }
}
