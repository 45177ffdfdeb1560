package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fluxjvm.job.Instance.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.ScriptedConnector;
import org.fluxjvm.rpc.ResponseStream;
import org.fluxjvm.rpc.RpcClient;
import org.junit.jupiter.api.Test;

/** The journal as one stream, whatever becomes of the broker. */
class JournalStreamTest {
  private static final String TOPIC = "job-manager.events-journal";

  private final ScriptedConnector connector = new ScriptedConnector();
  private final Instance instance = new Instance(connector);
  private final Jobs jobs =
      new Jobs(new RpcClient(connector, Runnable::run, Duration.ofSeconds(10)));
  private final List<String> told = new ArrayList<>();

  private CompletableFuture<Void> read(Journal journal) {
    return jobs.journal(journal).forEachAsync(event -> told.add(describe(event)));
  }

  private static String describe(JournalEvent event) {
    if (event.isSentinel()) {
      return "--";
    }
    return event.id().dec() + " " + (event.isGap() ? "gap" : event.event().name());
  }

  /** A job that is told up to its start. */
  private void startedJob() {
    instance.journal(7, event(1, "submit"), event(2, "start"));
    instance.sentinel();
    told.clear();
  }

  private void lose() {
    instance.failJournal(Errno.ECONNRESET);
  }

  private static EventGapException gap(CompletableFuture<Void> reading) {
    assertThat(reading).isCompletedExceptionally();
    return (EventGapException) reading.exceptionNow();
  }

  @Test
  void the_past_is_told_in_the_order_of_time_once_it_is_complete() {
    var _ = read(Journal.full());
    instance.journal(1, event(1, "submit"), event(4, "clean"));
    instance.journal(2, event(2, "submit"), event(3, "clean"));
    assertThat(told).isEmpty();

    instance.sentinel();
    assertThat(told).containsExactly("1 submit", "2 submit", "2 clean", "1 clean");
  }

  @Test
  void the_present_comes_as_it_is_after_the_sentinel() {
    var _ = read(Journal.live().includeSentinel());
    instance.journal(1, event(1, "submit"), event(4, "start"));
    instance.sentinel();
    instance.journal(3, event(0.5, "submit"));

    assertThat(told).containsExactly("1 submit", "1 start", "--", "3 submit");
  }

  @Test
  void what_was_read_before_is_left_out() {
    var _ = read(Journal.full().since(2));
    instance.journal(1, event(1, "submit"), event(4, "clean"));
    instance.journal(2, event(2, "submit"), event(3, "clean"));
    instance.sentinel();

    assertThat(told).containsExactly("2 clean", "1 clean");
  }

  @Test
  void what_is_asked_for_but_not_wanted_is_left_out() {
    var _ = read(Journal.live().allow("start"));
    instance.journal(1, event(1, "submit"), event(2, "start"), event(3, "clean"));
    instance.sentinel();

    assertThat(told).containsExactly("1 start");
  }

  @Test
  void after_a_lost_broker_each_event_is_told_once_and_in_the_order_of_time() {
    double now = System.currentTimeMillis() / 1e3;
    var _ = read(Journal.live().includeSentinel());
    startedJob();

    lose();
    assertThat(connector.last(TOPIC).payload()).isEqualTo("{\"full\":true}");
    instance.journal(8, event(now + 5, "submit"), event(now + 7, "clean"));
    instance.journal(7, event(1, "submit"), event(2, "start"), event(now + 6, "finish"));
    assertThat(told).isEmpty();
    instance.sentinel();
    instance.journal(7, event(now + 8, "clean"));

    assertThat(told).containsExactly("8 submit", "7 finish", "8 clean", "7 clean");
  }

  @Test
  void a_job_that_ended_before_is_told_no_second_time() {
    var _ = read(Journal.live());
    startedJob();
    instance.journal(7, event(3, "clean"));
    told.clear();

    lose();
    instance.journal(7, event(1, "submit"), event(2, "start"), event(3, "clean"));
    instance.sentinel();
    assertThat(told).isEmpty();
  }

  @Test
  void a_broker_that_is_lost_before_the_past_is_complete_is_asked_for_all_of_it_again() {
    var _ = read(Journal.live());
    instance.journal(7, event(1, "submit"));

    lose();
    assertThat(connector.last(TOPIC).payload()).isEqualTo("{\"full\":false}");
    instance.journal(7, event(1, "submit"), event(2, "start"));
    instance.sentinel();
    assertThat(told).containsExactly("7 submit", "7 start");
  }

  @Test
  void a_job_that_is_gone_is_a_gap() {
    CompletableFuture<Void> reading = read(Journal.live());
    startedJob();

    lose();
    instance.journal(8, event(5, "submit"));
    instance.sentinel();
    assertThat(told).containsExactly("8 submit");
    assertThat(gap(reading).jobs()).containsExactly(JobId.of(7));
    assertThat(gap(reading).errno()).isEqualTo(Errno.ENOENT);
    assertThat(connector.last(TOPIC).isCancelled()).isTrue();
  }

  @Test
  void a_reader_who_waits_is_thrown_the_gap_as_it_is() {
    try (ResponseStream<JournalEvent> events = jobs.journal(Journal.live())) {
      startedJob();
      lose();
      instance.sentinel();
      events.next();
      events.next();
      assertThat(org.assertj.core.api.Assertions.catchThrowable(events::next))
          .isInstanceOf(EventGapException.class);
    }
  }

  @Test
  void a_broker_that_stays_away_ends_a_journal_unless_it_is_to_go_on_until_it_is_closed() {
    CompletableFuture<Void> patient = read(Journal.live().untilClosed());
    startedJob();
    instance.failJournal(Errno.EHOSTUNREACH);
    await().until(() -> connector.sent(TOPIC).size() == 2);
    instance.journal(7, event(1, "submit"), event(2, "start"), event(3, "clean"));
    instance.sentinel();
    assertThat(told).containsExactly("7 clean");
    assertThat(patient).isNotDone();

    CompletableFuture<Void> other = read(Journal.live());
    instance.failJournal(Errno.EHOSTUNREACH);
    assertThat(other).isCompletedExceptionally();
  }

  @Test
  void a_gap_that_is_asked_for_is_an_event_and_the_journal_goes_on() {
    var _ = read(Journal.live().includeGaps());
    startedJob();

    lose();
    instance.sentinel();
    instance.journal(9, event(5, "submit"));
    assertThat(told).containsExactly("7 gap", "9 submit");
  }

  @Test
  void a_job_that_was_set_back_is_a_gap() {
    CompletableFuture<Void> reading = read(Journal.live());
    startedJob();

    lose();
    instance.journal(7, event(1, "submit"));
    instance.sentinel();
    assertThat(gap(reading).jobs()).containsExactly(JobId.of(7));
  }

  @Test
  void a_job_that_was_set_back_and_went_on_otherwise_is_a_gap() {
    CompletableFuture<Void> reading = read(Journal.live());
    startedJob();

    lose();
    instance.journal(7, event(1, "submit"), event(5, "flux-restart"), event(6, "start"));
    instance.sentinel();
    assertThat(told).isEmpty();
    assertThat(gap(reading).jobs()).containsExactly(JobId.of(7));
  }

  @Test
  void a_job_that_had_ended_and_runs_again_is_a_gap() {
    CompletableFuture<Void> reading = read(Journal.live());
    startedJob();
    instance.journal(7, event(3, "clean"));
    told.clear();

    lose();
    instance.journal(7, event(1, "submit"), event(2, "start"));
    instance.sentinel();
    assertThat(told).isEmpty();
    assertThat(gap(reading).jobs()).containsExactly(JobId.of(7));
  }

  @Test
  void uncommitted_events_need_not_come_again() {
    var _ = read(Journal.live());
    startedJob();
    instance.journal(7, event(3, "annotations"));
    instance.journal(7, event(4, "memo"));
    told.clear();

    lose();
    instance.journal(7, event(1, "submit"), event(2, "start"), event(4, "memo"), event(5, "memo"));
    instance.sentinel();
    assertThat(told).containsExactly("7 memo");
  }

  @Test
  void jobs_that_a_live_journal_did_not_begin_with_are_not_told_later() {
    double now = System.currentTimeMillis() / 1e3;
    var _ = read(Journal.live());
    startedJob();

    lose();
    instance.journal(7, event(1, "submit"), event(2, "start"));
    instance.journal(5, event(1, "submit"), event(now - 5, "clean"));
    instance.sentinel();
    assertThat(told).isEmpty();
  }

  @Test
  void a_client_behind_the_clock_of_the_broker_misses_no_job_that_ended_before() {
    Instant began = Instant.ofEpochSecond(1000);
    AtomicReference<Instant> now = new AtomicReference<>(began);
    List<String> ends = new ArrayList<>();
    JournalCall.open(
        new RpcClient(connector, Runnable::run, Duration.ofSeconds(10)),
        Journal.live(),
        sink(ends),
        now::get);
    instance.journal(7, event(1, "submit"));
    instance.sentinel();
    now.set(began.plusSeconds(10));
    instance.journal(7, event(1069.5, "start")); // the broker is a minute ahead

    lose();
    instance.journal(7, event(1, "submit"), event(1069.5, "start"));
    instance.journal(5, event(1, "submit"), event(1059, "clean"));
    instance.sentinel();
    assertThat(ends).isEmpty();
  }

  @Test
  void a_job_that_ended_since_a_live_journal_began_is_a_gap_by_the_clock_of_the_broker() {
    Instant began = Instant.ofEpochSecond(1000);
    AtomicReference<Instant> now = new AtomicReference<>(began);
    List<String> ends = new ArrayList<>();
    JournalCall.open(
        new RpcClient(connector, Runnable::run, Duration.ofSeconds(10)),
        Journal.live(),
        sink(ends),
        now::get);
    instance.sentinel();
    now.set(began.plusSeconds(10));
    instance.journal(7, event(1069.5, "submit"));

    lose();
    instance.journal(7, event(1069.5, "submit"));
    instance.journal(5, event(1, "submit"), event(1060, "clean"));
    instance.sentinel();
    assertThat(ends)
        .singleElement(as(InstanceOfAssertFactories.STRING))
        .contains(JobId.of(5).f58());
  }

  private static ResponseStream.Sink<JournalEvent> sink(List<String> ends) {
    return new ResponseStream.Sink<>() {
      @Override
      public void accept(JournalEvent element) {}

      @Override
      public void end(FluxException reason) {
        ends.add(reason.getMessage());
      }
    };
  }

  @Test
  void jobs_that_were_over_when_a_live_journal_began_are_not_told_later_however_old_its_own_are() {
    double now = System.currentTimeMillis() / 1e3;
    var _ = read(Journal.live());
    startedJob();

    lose();
    instance.journal(7, event(1, "submit"), event(2, "start"));
    instance.journal(5, event(now - 60, "submit"), event(now - 50, "clean"));
    instance.journal(6, event(now + 60, "submit"), event(now + 70, "clean"));
    instance.sentinel();
    assertThat(told).containsExactly("6 submit", "6 clean");
  }

  @Test
  void a_job_manager_that_leaves_is_asked_again_until_its_broker_is_gone() {
    var _ = read(Journal.live());
    startedJob();

    instance.failJournal(Errno.ENODATA);
    await().until(() -> connector.sent(TOPIC).size() == 2);
    instance.failJournal(Errno.ENOSYS);
    await().until(() -> connector.sent(TOPIC).size() == 3);
    lose();
    instance.journal(7, event(1, "submit"), event(2, "start"), event(3, "finish"));
    instance.sentinel();
    assertThat(told).containsExactly("7 finish");
  }

  @Test
  void a_guest_is_refused_at_once() {
    CompletableFuture<Void> reading = read(Journal.live());
    instance.failJournal(Errno.EPERM);

    assertThat(((FluxException) reading.exceptionNow()).errno()).isEqualTo(Errno.EPERM);
  }

  @Test
  void a_broker_that_does_not_come_back_ends_the_journal() {
    CompletableFuture<Void> reading = read(Journal.live());
    startedJob();
    lose();
    instance.failJournal(Errno.EHOSTUNREACH);

    assertThat(((FluxException) reading.exceptionNow()).errno()).isEqualTo(Errno.EHOSTUNREACH);
  }
}
