package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fluxjvm.job.Instance.event;
import static org.fluxjvm.job.Instance.finish;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.ScriptedConnector;
import org.fluxjvm.rpc.RpcClient;
import org.junit.jupiter.api.Test;

class JobFollowerTest {
  private static final MemorySegment JOBSPEC =
      MemorySegment.ofArray("{}".getBytes(StandardCharsets.UTF_8)).asReadOnly();

  private final ScriptedConnector connector = new ScriptedConnector();
  private final Instance instance = new Instance(connector);
  private final RpcClient client = new RpcClient(connector, Runnable::run, Duration.ofSeconds(10));
  private final JobFollower follower =
      JobFollower.on(client, Set.of("start", "finish", "exception", "clean"));
  private final Heard heard = new Heard();

  private Following submit(JobListener listener) {
    return follower.submit(JOBSPEC, SubmitOptions.DEFAULT, listener);
  }

  private void submitAndAccept(long id) {
    submit(heard);
    instance.sentinel();
    instance.accept(id);
  }

  @Test
  void a_submission_waits_for_the_journal_to_begin() {
    submit(heard);

    assertThat(instance.submissions()).isZero();
    instance.sentinel();
    assertThat(instance.submissions()).isOne();
  }

  @Test
  void one_journal_with_one_filter_serves_all_jobs() {
    submit(heard);
    instance.sentinel();
    submit(heard);

    assertThat(connector.sent("job-manager.events-journal"))
        .singleElement()
        .satisfies(
            sent ->
                assertThat(sent.payload())
                    .isEqualTo(
                        "{\"full\":false,\"allow\":"
                            + "{\"clean\":1,\"exception\":1,\"finish\":1,\"start\":1}}"));
  }

  @Test
  void a_job_is_told_its_id_its_events_and_its_end() {
    submitAndAccept(7);
    instance.journal(7, event(1, "start"));
    instance.journal(7, finish(2, 0));
    instance.journal(7, event(3, "clean"));

    assertThat(heard.calls).containsExactly("id 7", "start", "finish", "clean", "end");
  }

  @Test
  void a_journal_ahead_of_the_response_loses_nothing() {
    submit(heard);
    instance.sentinel();
    instance.journal(7, event(1, "start"));
    instance.journal(8, event(1.5, "start"));
    instance.journal(7, finish(2, 0));
    instance.accept(7);
    instance.journal(7, event(3, "clean"));

    assertThat(heard.calls).containsExactly("id 7", "start", "finish", "clean", "end");
  }

  @Test
  void events_of_unknown_jobs_are_not_kept_while_no_submission_is_outstanding() {
    submitAndAccept(7);
    instance.journal(8, event(1, "start"));
    Heard other = new Heard();
    submit(other);
    instance.accept(8);
    instance.journal(8, finish(2, 0));

    assertThat(other.calls).containsExactly("id 8", "finish");
  }

  @Test
  void a_withdrawn_submission_is_never_sent() {
    Following following = submit(heard);

    assertThat(following.withdraw()).isTrue();
    instance.sentinel();
    assertThat(instance.submissions()).isZero();
    assertThat(heard.calls).isEmpty();
  }

  @Test
  void a_submission_that_was_sent_cannot_be_withdrawn() {
    Following following = submit(heard);
    instance.sentinel();

    assertThat(following.withdraw()).isFalse();
  }

  @Test
  void a_closed_following_is_told_nothing() {
    Following following = submit(heard);
    instance.sentinel();
    instance.accept(7);
    following.close();
    instance.journal(7, event(1, "start"));

    assertThat(heard.calls).containsExactly("id 7");
  }

  @Test
  void a_listener_that_has_had_enough_is_told_nothing_more() {
    Heard once = new Heard();
    submit(
        new JobListener() {
          @Override
          public boolean onEvent(JobEvent event) {
            once.onEvent(event);
            return false;
          }

          @Override
          public void onEnd() {
            once.onEnd();
          }

          @Override
          public void onFailure(org.fluxjvm.FluxException failure) {
            once.onFailure(failure);
          }
        });
    instance.sentinel();
    instance.accept(7);
    instance.journal(7, event(1, "start"), finish(2, 0));
    instance.failJournal(Errno.ECANCELED);

    assertThat(once.calls).containsExactly("start");
  }

  @Test
  void after_a_lost_broker_each_event_is_told_once() {
    submitAndAccept(7);
    instance.journal(7, event(1, "start"));

    instance.failJournal(Errno.ECONNRESET);
    assertThat(connector.last("job-manager.events-journal").payload()).contains("\"full\":true");
    instance.journal(9, event(0.5, "start"));
    instance.journal(7, event(1, "start"), finish(2, 0));
    instance.sentinel();
    instance.journal(7, event(3, "clean"));

    assertThat(heard.calls).containsExactly("id 7", "start", "finish", "clean", "end");
  }

  @Test
  void a_job_manager_that_leaves_is_asked_again_and_submissions_wait_for_it() {
    submitAndAccept(7);
    instance.failJournal(Errno.ENODATA);
    submit(heard);
    assertThat(instance.submissions()).isOne();

    await().until(() -> connector.sent("job-manager.events-journal").size() == 2);
    instance.journal(7, event(1, "start"));
    instance.sentinel();
    assertThat(heard.calls).containsExactly("id 7", "start");
    assertThat(instance.submissions()).isEqualTo(2);
  }

  @Test
  void a_job_without_events_of_interest_is_not_lost_with_the_broker() {
    submitAndAccept(7);

    instance.failJournal(Errno.ECONNRESET);
    instance.journal(7);
    instance.sentinel();
    instance.journal(7, event(1, "start"));

    assertThat(heard.calls).containsExactly("id 7", "start");
  }

  @Test
  void a_job_that_flux_no_longer_holds_is_reported_as_a_gap() {
    submitAndAccept(7);
    instance.journal(7, event(1, "start"));

    instance.failJournal(Errno.ECONNRESET);
    instance.sentinel();

    assertThat(heard.calls).containsExactly("id 7", "start", "ENOENT");
    assertThat(heard.failures.getFirst()).hasMessageContaining("no longer holds this job");
  }

  @Test
  void a_job_of_another_instance_with_the_same_id_is_a_gap_too() {
    submitAndAccept(7);
    instance.journal(7, event(1, "start"));

    instance.failJournal(Errno.ECONNRESET);
    instance.journal(7, event(77, "start"), finish(78, 0));
    instance.sentinel();

    assertThat(heard.calls).containsExactly("id 7", "start", "ENOENT");
  }

  @Test
  void a_submission_under_way_when_the_broker_is_lost_fails_as_unknown_and_is_not_repeated() {
    submit(heard);
    instance.sentinel();
    instance.submission().fail(Errno.ECONNRESET);
    instance.failJournal(Errno.ECONNRESET);
    instance.sentinel();

    assertThat(heard.failures).singleElement().isInstanceOf(SubmitUnknownException.class);
    assertThat(instance.submissions()).isOne();
  }

  @Test
  void a_broker_that_does_not_come_back_fails_what_is_followed_and_what_is_held() {
    submitAndAccept(7);
    instance.failJournal(Errno.ECONNRESET);
    Heard held = new Heard();
    submit(held);
    instance.failJournal(Errno.EHOSTUNREACH);

    assertThat(heard.calls).containsExactly("id 7", "EHOSTUNREACH");
    assertThat(held.calls).containsExactly("EHOSTUNREACH");
  }

  @Test
  void a_refused_submission_tells_why() {
    submit(heard);
    instance.sentinel();
    instance.submission().fail(Errno.EINVAL);

    assertThat(heard.calls).containsExactly("EINVAL");
  }

  @Test
  void a_guest_follows_the_event_log_and_hears_the_same() {
    submit(heard);
    instance.failJournal(Errno.EPERM);
    instance.accept(7);
    instance.log(event(0, "submit"), event(1, "start"), finish(2, 0), event(3, "clean"));
    instance.log().fail(Errno.ENODATA);

    assertThat(heard.calls).containsExactly("id 7", "start", "finish", "clean", "end");
  }

  @Test
  void an_event_log_goes_on_after_a_lost_broker_where_it_was() {
    follower.follow(JobId.of(7), heard);
    instance.log(event(0, "submit"), event(1, "start"));
    instance.log().fail(Errno.ECONNRESET);
    instance.log(event(0, "submit"), event(1, "start"), finish(2, 0));

    assertThat(instance.logs()).isEqualTo(2);
    assertThat(heard.calls).containsExactly("submit", "start", "finish");
  }

  @Test
  void an_event_log_that_is_gone_after_a_lost_broker_is_a_gap() {
    follower.follow(JobId.of(7), heard);
    instance.log(event(0, "submit"));
    instance.log().fail(Errno.ECONNRESET);
    instance.log().fail(Errno.ENOENT);

    assertThat(heard.failures)
        .singleElement()
        .satisfies(gap -> assertThat(gap).hasMessageContaining("no longer holds this job"));
  }

  @Test
  void event_logs_beyond_the_limit_wait_for_their_turn() {
    EventLogFollower narrow = new EventLogFollower(client, Set.of("finish"), 1);
    narrow.follow(JobId.of(7), heard);
    Heard second = new Heard();
    narrow.follow(JobId.of(8), second);
    assertThat(instance.logs()).isOne();

    instance.log().fail(Errno.ENODATA);
    assertThat(instance.logs()).isEqualTo(2);
    instance.log(event(0, "submit"));
    assertThat(second.calls).containsExactly("submit");
  }

  @Test
  void a_listener_that_throws_ends_its_own_following_only() {
    Heard broken =
        new Heard() {
          @Override
          public boolean onEvent(JobEvent event) {
            super.onEvent(event);
            throw new IllegalStateException("thrown by the test");
          }
        };
    submit(broken);
    instance.sentinel();
    instance.accept(7);
    submit(heard);
    instance.accept(8);
    instance.journal(7, event(1, "start"));
    instance.journal(7, finish(2, 0));
    instance.journal(8, event(1, "start"));

    assertThat(broken.calls).containsExactly("id 7", "start", "EPROTO");
    assertThat(heard.calls).containsExactly("id 8", "start");
  }

  @Test
  void a_listener_that_throws_at_a_failure_keeps_it_from_no_other() {
    submit(
        new Heard() {
          @Override
          public void onFailure(FluxException failure) {
            throw new AssertionError("thrown by the test");
          }
        });
    instance.sentinel();
    instance.accept(7);
    submit(heard);
    instance.accept(8);
    instance.failJournal(Errno.EHOSTUNREACH);

    assertThat(heard.calls).containsExactly("id 8", "EHOSTUNREACH");
  }

  @Test
  void a_listener_that_throws_at_an_event_of_a_log_is_told_so() {
    Heard broken =
        new Heard() {
          @Override
          public boolean onEvent(JobEvent event) {
            throw new IllegalStateException("thrown by the test");
          }
        };
    follower.follow(JobId.of(7), broken);
    instance.log(event(0, "submit"), event(1, "start"));

    assertThat(broken.calls).containsExactly("EPROTO");
    assertThat(instance.log().isCancelled()).isTrue();
  }

  @Test
  void a_submission_that_is_accepted_after_the_follower_was_closed_fails() {
    submit(heard);
    instance.sentinel();
    follower.close();
    instance.failJournal(Errno.ENODATA);
    instance.accept(7);

    assertThat(heard.calls).containsExactly("id 7", "ECANCELED");
  }

  @Test
  void a_submission_that_is_accepted_after_the_end_of_the_journal_is_followed_by_its_log() {
    submit(heard);
    instance.sentinel();
    instance.failJournal(Errno.EPROTO);
    instance.accept(7);
    instance.log(event(0, "submit"), event(1, "start"));

    assertThat(heard.calls).containsExactly("id 7", "start");
  }

  @Test
  void a_listener_of_a_log_is_told_when_its_turn_has_come() {
    EventLogFollower narrow = new EventLogFollower(client, Set.of("finish"), 1);
    narrow.follow(JobId.of(7), heard);
    Heard second =
        new Heard() {
          @Override
          public void onTurn() {
            calls.add("turn");
          }
        };
    narrow.follow(JobId.of(8), second);
    assertThat(second.calls).isEmpty();
    instance.log().fail(Errno.ENODATA);

    assertThat(second.calls).containsExactly("turn");
  }

  @Test
  void a_closed_follower_fails_what_it_follows_and_what_comes() {
    follower.follow(JobId.of(7), heard);
    follower.close();
    Heard late = new Heard();
    submit(late);

    assertThat(heard.calls).containsExactly("ECANCELED");
    assertThat(late.calls).containsExactly("ECANCELED");
  }
}
