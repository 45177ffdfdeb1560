package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.NotSentException;
import org.fluxjvm.job.Following;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult.Outcome;
import org.fluxjvm.job.JobspecV1;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final JobId JOB = JobId.of(7);

  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final RunListeners listeners = new RunListeners();
  private final Watch watch = new Watch(run(), listeners);

  /** A submission that waits to be sent, or is on its way. */
  private record Submission(boolean withdraw) implements Following {
    @Override
    public void close() {}
  }

  @Test
  void what_is_heard_is_kept_until_it_is_read() throws Exception {
    listeners.add(
        new RunListener() {
          @Override
          public void onEvent(Run run, JobEvent event) {
            told.add(event.name());
          }
        });
    watch.onId(JOB);
    hear("submit", "memo", "alloc");
    assertThat(told).isEmpty();

    watch.read();
    hear("start", "annotations", "finish", "clean");

    watch.over().get(20, TimeUnit.SECONDS);
    assertThat(told).containsExactly("submit", "alloc", "start", "finish", "clean");
    assertThat(watch.result().orElseThrow().outcome()).isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void a_log_that_breaks_off_tells_why_after_what_came_before() throws Exception {
    watch.onId(JOB);
    watch.read();
    hear("submit", "start");
    watch.onFailure(new FluxException(Errno.EHOSTUNREACH, "journal", "gone"));

    watch.startedOrOver().get(20, TimeUnit.SECONDS);
    assertThatThrownBy(watch::result)
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EHOSTUNREACH));
    assertThat(watch.hasStarted()).isTrue();
  }

  @Test
  void of_a_submission_that_is_given_up_nothing_is_known_if_it_was_sent() {
    watch.follows(new Submission(false));

    watch.giveUp();

    assertThat(failure().errno()).isEqualTo(Errno.ETIMEDOUT);
    assertThat(failure()).isNotInstanceOf(NotSentException.class);
  }

  @Test
  void a_submission_that_is_given_up_before_it_was_sent_never_will_be() {
    watch.follows(new Submission(true));

    watch.giveUp();

    assertThat(failure()).isInstanceOf(NotSentException.class);
  }

  @Test
  void a_submission_that_was_answered_is_not_given_up() throws Exception {
    watch.onId(JOB);
    watch.giveUp();
    watch.read();
    hear("submit", "clean");

    watch.over().get(20, TimeUnit.SECONDS);
    assertThat(watch.result()).isPresent();
  }

  private void hear(String... events) {
    for (String event : events) {
      watch.onEvent(JobEvent.parse("{\"timestamp\":1.0,\"name\":\"" + event + "\"}"));
    }
  }

  private FluxException failure() {
    return (FluxException) watch.id().exceptionNow();
  }

  private static Run run() {
    return new Run(
        new RunRequest(
            new RunKey("test", "DEFAULT.job", Instant.EPOCH, 0),
            "DEFAULT.job",
            "firing",
            JobspecV1.fromCommand(List.of("true")).build(),
            16,
            RunPolicy.DEFAULT,
            List.of()),
        Instant.EPOCH);
  }
}
