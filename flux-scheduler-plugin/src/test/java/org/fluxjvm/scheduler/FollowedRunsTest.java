package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fluxjvm.scheduler.CountedInstance.requests;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.JobspecV1;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What it takes to hear of the jobs of runs. */
class FollowedRunsTest {
  private static final String JOURNAL = "job-manager.events-journal";
  private static final String EVENT_LOG = "job-info.eventlog-watch";

  private final Instant start = Instant.now().plusSeconds(60);
  private final MemoryLedger ledger = new MemoryLedger(InstantSource.system());
  private Flux flux;

  @BeforeEach
  void open(TestInfo test) {
    flux = Flux.open("counted:" + test.getTestMethod().orElseThrow().getName());
  }

  @AfterEach
  void close() {
    flux.close();
  }

  @Test
  void the_owner_of_the_instance_follows_all_runs_over_one_stream() throws Exception {
    RunExecutor executor = executor(flux);
    List<Run> runs =
        List.of(
            executor.run(request("a", "true")),
            executor.run(request("b", "true")),
            executor.run(request("c", "true")));

    for (Run run : runs) {
      assertThat(end(run).isSuccess()).isTrue();
    }

    assertThat(requests(flux, JOURNAL)).isOne();
    assertThat(requests(flux, EVENT_LOG)).isZero();
  }

  @Test
  void whoever_may_not_read_that_follows_each_run_by_its_event_log() throws Exception {
    CountedInstance.refuse(flux, JOURNAL);
    RunExecutor executor = executor(flux);
    Queue<String> told = events(executor);

    assertThat(end(executor.run(request("a", "true"))).isSuccess()).isTrue();
    assertThat(told).startsWith("submit", "validate").endsWith("clean").doesNotHaveDuplicates();
    assertThat(end(executor.run(request("b", "true"))).isSuccess()).isTrue();

    assertThat(requests(flux, EVENT_LOG)).isEqualTo(2);
    assertThat(requests(flux, JOURNAL)).isOne();
  }

  @Test
  void a_run_of_an_earlier_start_is_followed_by_its_event_log() throws Exception {
    RunExecutor first = executor(flux);
    Run left = first.run(request("a", "sleep 1"));
    await().until(() -> left.state() == JobState.RUN);
    first.detach();

    RunExecutor next = executor(flux);
    Queue<String> told = events(next);
    assertThat(end(next.run(request("a", "sleep 1"))).isSuccess()).isTrue();

    assertThat(requests(flux, EVENT_LOG)).isOne();
    assertThat(told).startsWith("submit", "validate").endsWith("clean").doesNotHaveDuplicates();
  }

  @Test
  void the_stream_ends_when_the_scheduler_leaves_its_runs() throws Exception {
    RunExecutor executor = executor(flux);
    Queue<String> told = events(executor);
    Run run = executor.run(request("a", "sleep 60"));
    await().until(() -> run.state() == JobState.RUN);

    executor.detach();

    assertThat(end(run)).isEqualTo(new RunResult.Detached());
    int heard = told.size();
    flux.jobs().cancel(run.jobId().orElseThrow(), "enough");
    await().until(() -> state(run) == JobState.INACTIVE);
    assertThat(told).hasSize(heard);
  }

  private JobState state(Run run) {
    return flux.jobs().get(run.jobId().orElseThrow()).orElseThrow().state();
  }

  private RunExecutor executor(Flux on) {
    return RunExecutor.builder(on).ledger(ledger).build();
  }

  private static Queue<String> events(RunExecutor executor) {
    Queue<String> told = new ConcurrentLinkedQueue<>();
    executor.addListener(
        new RunListener() {
          @Override
          public void onEvent(Run run, JobEvent event) {
            if (!event.name().equals("priority")) { // comes twice: held, and released
              told.add(event.name());
            }
          }
        });
    return told;
  }

  /** A firing that is due after the scheduler has started, so that nobody looks for its job. */
  private RunRequest request(String trigger, String script) {
    return new RunRequest(
        new RunKey("test", "DEFAULT." + trigger, start, 0),
        "DEFAULT.job",
        "firing",
        JobspecV1.fromCommand(List.of("sh", "-c", script)).build(),
        16,
        RunPolicy.DEFAULT,
        List.of());
  }

  private static RunResult end(Run run) throws Exception {
    return run.result().get(30, TimeUnit.SECONDS);
  }
}
