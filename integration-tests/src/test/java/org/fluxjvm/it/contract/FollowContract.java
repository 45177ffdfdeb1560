package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobException;
import org.fluxjvm.job.JobFollower;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobListener;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecException;
import org.fluxjvm.job.Journal;
import org.fluxjvm.job.JournalEvent;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.job.SubmitOutcome;
import org.fluxjvm.job.WaitResult;
import org.fluxjvm.rpc.ResponseStream;
import org.junit.jupiter.api.Test;

abstract class FollowContract extends Contract {
  private static final SubmitOptions HELD = SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD);
  private static final SubmitOptions WAITABLE = SubmitOptions.DEFAULT.waitable();

  @Test
  void an_event_is_waited_for() {
    JobId id = submit(command("true").build());

    assertThat(flux.jobs().eventWait(id, "finish").context().path("status").asInt(-1)).isZero();
    assertThat(flux.jobs().eventWaitAsync(id, "submit").join().name()).isEqualTo("submit");
    assertThat(flux.jobs().eventWait(id, "shell.init", "guest.exec.eventlog").name())
        .isEqualTo("shell.init");
  }

  @Test
  void a_job_is_followed_from_its_submission_to_its_end() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> over = new CompletableFuture<>();
    JobListener listener =
        new JobListener() {
          @Override
          public void onId(JobId id) {
            track(id);
            told.add("id");
          }

          @Override
          public boolean onEvent(JobEvent event) {
            told.add(event.name());
            return true;
          }

          @Override
          public void onEnd() {
            over.complete(null);
          }

          @Override
          public void onFailure(FluxException failure) {
            over.completeExceptionally(failure);
          }
        };
    try (JobFollower follower = flux.followJobs("start", "finish", "clean")) {
      follower.submit(command("true").build().utf8(), SubmitOptions.DEFAULT, listener);
      over.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    assertThat(told).containsExactly("id", "start", "finish", "clean");
  }

  @Test
  void an_event_that_never_comes_ends_the_wait_with_the_log() {
    JobId id = submit(command("true").build());

    assertThatThrownBy(() -> flux.jobs().eventWait(id, "apotheosis"))
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENODATA))
        .hasMessageContaining("apotheosis");
    assertThat(flux.jobs().eventWaitAsync(id, "apotheosis"))
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(FluxException.class);
  }

  @Test
  void an_exception_that_ends_the_job_ends_the_wait() {
    JobId id = submit(command("true").build(), HELD);
    flux.jobs().cancel(id, "so there");

    assertThatThrownBy(() -> flux.jobs().eventWait(id, "start"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("type=cancel severity=0 so there");
    assertThat(flux.jobs().eventWaitAsync(id, "start"))
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(JobException.class);
    assertThat(flux.jobs().eventWait(id, "clean", "eventlog", false).name()).isEqualTo("clean");
  }

  @Test
  void a_waitable_job_is_waited_for_once() {
    JobId good = submit(command("true").build(), WAITABLE);
    JobId bad = submit(command("false").build(), WAITABLE);

    assertThat(flux.jobs().waitFor(good)).isEqualTo(new WaitResult(good, true, ""));
    WaitResult any = flux.jobs().waitForAny();

    assertThat(any.id()).isEqualTo(bad);
    assertThat(any.success()).isFalse();
    assertThat(any.error()).contains("exit code 1");
    assertThatThrownBy(flux.jobs()::waitForAny)
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ECHILD));
    assertThatThrownBy(() -> flux.jobs().waitFor(good))
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ECHILD));
  }

  @Test
  void many_jobs_are_submitted_together_and_answered_in_order() {
    Jobspec fine = command("true").build();
    Jobspec refused = command("true").queue("no-such-queue").build();
    List<Jobspec> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(i == 7 ? refused : fine);
    }

    List<SubmitOutcome> outcomes = flux.jobs().submitAll(all, HELD);

    assertThat(outcomes).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat(outcomes.get(i))
          .isInstanceOf(i == 7 ? SubmitOutcome.Refused.class : SubmitOutcome.Accepted.class);
    }
    assertThatThrownBy(() -> outcomes.get(7).id()).isInstanceOf(FluxException.class);
    outcomes.stream()
        .filter(SubmitOutcome.Accepted.class::isInstance)
        .forEach(o -> flux.jobs().cancel(o.id()));
    assertThat(flux.jobs().submitAll(List.of(), HELD)).isEmpty();
  }

  @Test
  void a_jobspec_in_json_is_checked_and_submitted() {
    JobId id = flux.jobs().submit(command("true").build().toJson(), SubmitOptions.DEFAULT);

    assertThat(flux.jobs().result(id).isSuccess()).isTrue();
    assertThatThrownBy(() -> flux.jobs().submit("{}", SubmitOptions.DEFAULT))
        .isInstanceOf(JobspecException.class);
  }

  @Test
  void a_signed_jobspec_is_submitted_as_it_is() {
    JobId first = submit(command("true").build(), HELD);
    String j = flux.jobs().lookup(first, "J").path("J").asString();

    JobId second = track(flux.jobs().submitSigned(j, SubmitOptions.DEFAULT));

    assertThat(flux.jobs().result(second).isSuccess()).isTrue();
    flux.jobs().cancel(first);
  }

  @Test
  void a_memo_is_in_the_event_log_and_a_volatile_one_is_not() {
    JobId id = submit(command("true").build(), HELD);
    flux.jobs().volatileMemo(id, Map.of("passing", 1));
    flux.jobs().memo(id, Map.of("lasting", 2));
    flux.jobs().cancel(id);

    List<JobEvent> memos = new ArrayList<>();
    flux.jobs().eventWatch(id).forEach(memos::add);
    memos.removeIf(event -> !event.name().equals("memo"));

    assertThat(memos)
        .singleElement()
        .satisfies(m -> assertThat(m.context().has("lasting")).isTrue());
  }

  @Test
  void the_journal_tells_the_past_in_order_and_then_the_present() {
    JobId past = submit(command("true").build());
    flux.jobs().result(past);
    JobId present;
    List<JournalEvent> events = new ArrayList<>();

    try (ResponseStream<JournalEvent> journal =
        flux.jobs().journal(Journal.full().includeSentinel())) {
      JournalEvent event = next(journal);
      while (!event.isSentinel()) {
        events.add(event);
        event = next(journal);
      }
      present = submit(command("true").build(), HELD);
      event = next(journal);
      while (!event.id().equals(present)) {
        event = next(journal);
      }
      assertThat(event.event().name()).isEqualTo("submit");
      assertThat(event.jobspec()).isPresent();
    }
    flux.jobs().cancel(present);

    assertThat(events).extracting(JournalEvent::id).contains(past);
    assertThat(events).extracting(e -> e.event().timestamp()).isSorted();
  }

  @Test
  void the_journal_goes_on_where_a_reader_left_off() {
    JobId before = submit(command("true").build());
    flux.jobs().result(before);
    double last = flux.jobs().eventWait(before, "clean").timestamp();
    JobId after = submit(command("true").build());
    flux.jobs().result(after);

    try (ResponseStream<JournalEvent> journal = flux.jobs().journal(Journal.full().since(last))) {
      JournalEvent event = next(journal);
      while (!event.id().equals(after)) {
        assertThat(event.id()).isNotEqualTo(before);
        event = next(journal);
      }
    }
  }
}
