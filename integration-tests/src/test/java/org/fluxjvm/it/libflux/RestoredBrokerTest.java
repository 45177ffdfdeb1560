package org.fluxjvm.it.libflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.it.Broker;
import org.fluxjvm.job.EventGapException;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobEvents;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.Journal;
import org.fluxjvm.job.JournalEvent;
import org.fluxjvm.job.OutputEvent;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.rpc.ResponseStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What streams tell when their broker was killed or shut down, and one comes back. */
@EnabledIfFlux
class RestoredBrokerTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path directory;
  private Broker broker;
  private Flux flux;

  @BeforeEach
  void open() {
    broker = Broker.restore(directory);
    flux = Flux.open(broker.uri());
  }

  @AfterEach
  void close() {
    flux.close();
    broker.close();
  }

  private JobId held() {
    return flux.jobs()
        .submit(
            JobspecV1.fromCommand(List.of("true")).build(),
            SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD));
  }

  private JobId running(String script) {
    return flux.jobs()
        .submit(
            JobspecV1.fromCommand(List.of("/bin/sh", "-c", script))
                .setShellOption("cpu-affinity", "off")
                .build());
  }

  /** Events as texts with their times, so that each can be told from all others. */
  private static final class Told {
    final List<String> events = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> end;

    private Told(ResponseStream<JobEvent> stream) {
      this.end = stream.forEachAsync(event -> events.add(event.toString()));
    }

    void awaitEvent(String name) {
      await().atMost(LIMIT).until(() -> events.stream().anyMatch(e -> e.contains(" " + name)));
    }

    EventGapException gap() {
      await().atMost(LIMIT).until(end::isDone);
      assertThat(end).isCompletedExceptionally();
      assertThat(end.exceptionNow()).isInstanceOf(EventGapException.class);
      return (EventGapException) end.exceptionNow();
    }
  }

  private Told tell(JobId id) {
    return new Told(flux.jobs().eventWatch(id));
  }

  private List<String> log(JobId id) {
    List<String> all = new ArrayList<>();
    try (ResponseStream<JobEvent> log = flux.jobs().eventWatch(id)) {
      log.forEach(event -> all.add(event.toString()));
    }
    return all;
  }

  private void restore() {
    broker = Broker.restore(directory);
  }

  private void killAndRestore() {
    broker.kill();
    restore();
  }

  /** Lets a held job run, and checks that its stream has told all of its log once. */
  private void checkGoesOn(JobId id, Told told) throws Exception {
    flux.jobs().setUrgency(id, 16);
    told.end.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(told.events).isEqualTo(log(id)).hasSizeGreaterThan(10);
    assertThat(told.events).doesNotHaveDuplicates();
  }

  @Test
  void an_event_log_goes_on_after_a_kill_with_what_the_checkpoint_has() throws Exception {
    JobId id = held();
    Told told = tell(id);
    CompletableFuture<JobResult> result = flux.jobs().resultAsync(id);
    told.awaitEvent("priority");
    broker.checkpoint();
    killAndRestore();

    told.awaitEvent("flux-restart");
    checkGoesOn(id, told);
    assertThat(result.get(LIMIT.toSeconds(), TimeUnit.SECONDS).isSuccess()).isTrue();
  }

  @Test
  void an_event_log_goes_on_after_a_shutdown() throws Exception {
    JobId id = held();
    Told told = tell(id);
    told.awaitEvent("priority");
    broker.close();
    restore();

    checkGoesOn(id, told);
  }

  @Test
  void a_log_that_was_set_back_to_the_checkpoint_is_a_gap() {
    JobId id = held();
    Told told = tell(id);
    told.awaitEvent("priority");
    broker.checkpoint();
    flux.jobs().memo(id, Map.of("noted", true));
    told.awaitEvent("memo");
    killAndRestore();

    assertThat(told.gap()).hasMessageContaining(id.toString());
  }

  @Test
  void a_log_that_was_set_back_is_a_gap_also_if_nothing_happens_to_the_job_since() {
    JobId id =
        flux.jobs()
            .submit(
                JobspecV1.fromCommand(List.of("true"))
                    .dependency("begin-time", "4000000000")
                    .build());
    Told told = tell(id);
    told.awaitEvent("validate");
    broker.checkpoint();
    flux.jobs().memo(id, Map.of("noted", true));
    told.awaitEvent("memo");
    killAndRestore();

    assertThat(told.gap()).hasMessageContaining(id.toString());
  }

  @Test
  void a_job_that_the_checkpoint_does_not_have_is_a_gap() {
    Told told = tell(held());
    told.awaitEvent("priority");
    killAndRestore();

    assertThat(told.gap()).hasMessageContaining("no longer holds this job");
  }

  private static final class Journaled {
    final List<String> events = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> end;

    Journaled(ResponseStream<JournalEvent> stream) {
      this.end =
          stream.forEachAsync(
              event ->
                  events.add(event.isGap() ? event.toString() : event.id() + " " + event.event()));
    }

    List<String> of(JobId id) {
      return events.stream()
          .filter(event -> event.startsWith(id + " "))
          .map(event -> event.substring(id.toString().length() + 1))
          .toList();
    }

    void await(JobId id, String name) {
      org.awaitility.Awaitility.await()
          .atMost(LIMIT)
          .until(() -> of(id).stream().anyMatch(event -> event.endsWith(name)));
    }
  }

  private Journaled journal(Journal journal) {
    return new Journaled(flux.jobs().journal(journal.deny("annotations")));
  }

  @Test
  void the_journal_goes_on_after_a_kill_and_tells_each_event_once() {
    Journaled journal = journal(Journal.live());
    JobId over = running("true");
    JobId held = held();
    journal.await(over, "clean");
    journal.await(held, "{\"priority\":0}");
    broker.checkpoint();
    killAndRestore();

    checkJournalGoesOn(journal, over, held);
  }

  @Test
  void the_journal_goes_on_after_a_shutdown() {
    Journaled journal = journal(Journal.live());
    JobId over = running("true");
    JobId held = held();
    journal.await(over, "clean");
    journal.await(held, "{\"priority\":0}");
    broker.close();
    restore();

    checkJournalGoesOn(journal, over, held);
  }

  private void checkJournalGoesOn(Journaled journal, JobId over, JobId held) {
    flux.jobs().setUrgency(held, 16);
    JobId late = running("true");
    journal.await(held, "clean");
    journal.await(late, "clean");
    for (JobId id : List.of(over, held, late)) {
      assertThat(journal.of(id)).isEqualTo(log(id));
    }
    assertThat(journal.events).doesNotHaveDuplicates();
  }

  @Test
  void a_journal_tells_of_the_jobs_that_are_gone_and_goes_on_if_it_is_asked_to() {
    Journaled failing = journal(Journal.live());
    Journaled telling = journal(Journal.live().includeGaps());
    JobId gone = held();
    failing.await(gone, "{\"priority\":0}");
    telling.await(gone, "{\"priority\":0}");
    killAndRestore();

    JobId next = running("true");
    telling.await(gone, "gap");
    telling.await(next, "clean");
    assertThat(failing.end)
        .failsWithin(LIMIT)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            EventGapException.class, gap -> assertThat(gap.jobs()).containsExactly(gone));
  }

  @Test
  void the_output_of_a_job_that_was_running_is_a_gap() {
    JobId id = running("echo first; exec sleep 300");
    List<OutputEvent> told = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> end = flux.jobs().output(id).events().forEachAsync(told::add);
    await().atMost(LIMIT).until(() -> told.stream().anyMatch(OutputEvent.Data.class::isInstance));
    broker.checkpoint();
    killAndRestore();

    assertThat(end)
        .failsWithin(LIMIT)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(EventGapException.class);
  }

  @Test
  void the_output_of_a_job_that_was_not_started_is_told_when_it_is() throws Exception {
    JobId id = held();
    CompletableFuture<String> output =
        flux.jobs().output(id).readAsync().thenApply(captured -> captured.stdout());
    CompletableFuture<JobEvent> shell =
        flux.jobs().eventWaitAsync(id, "shell.init", "guest.exec.eventlog", true);
    flux.jobs().eventWait(id, "priority", JobEvents.MAIN_LOG);
    broker.checkpoint();
    killAndRestore();

    flux.jobs().setUrgency(id, 16);
    assertThat(output.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEmpty();
    assertThat(shell.get(LIMIT.toSeconds(), TimeUnit.SECONDS).name()).isEqualTo("shell.init");
  }
}
