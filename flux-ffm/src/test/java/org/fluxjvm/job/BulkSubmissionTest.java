package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.fluxjvm.Errno;
import org.fluxjvm.connector.ScriptedConnector;
import org.fluxjvm.connector.ScriptedConnector.Sent;
import org.fluxjvm.rpc.RpcClient;
import org.junit.jupiter.api.Test;

/** Many submissions at once, answered in any order. */
class BulkSubmissionTest {
  private static final int JOBS = 600;
  private static final int UNDER_WAY = 256;

  private final ScriptedConnector connector = new ScriptedConnector();
  private final Jobs jobs =
      new Jobs(new RpcClient(connector, Runnable::run, Duration.ofSeconds(10)));

  /** Each job has the number of its place as its only argument. */
  private CompletableFuture<List<SubmitOutcome>> submit(int number) {
    List<Jobspec> jobspecs =
        IntStream.range(0, number)
            .mapToObj(place -> JobspecV1.fromCommand(List.of("echo", "#" + place)).build())
            .toList();
    return jobs.submitAllAsync(jobspecs, SubmitOptions.DEFAULT);
  }

  private List<Sent> sent() {
    return connector.sent("job-ingest.submit");
  }

  private void accept(int place) {
    sent().get(place).answer("{\"id\":" + (1000 + place) + "}");
  }

  @Test
  void a_few_hundred_are_sent_before_the_first_is_answered() {
    var _ = submit(JOBS);

    assertThat(sent()).hasSize(UNDER_WAY);
    for (int place = 0; place < UNDER_WAY; place++) {
      assertThat(sent().get(place).payload()).contains("\"#" + place + "\"");
    }
  }

  @Test
  void each_answer_lets_one_more_be_sent() {
    var _ = submit(JOBS);
    accept(7);
    assertThat(sent()).hasSize(UNDER_WAY + 1);
    assertThat(sent().getLast().payload()).contains("\"#" + UNDER_WAY + "\"");

    sent().get(3).fail(Errno.EINVAL);
    accept(0);
    assertThat(sent()).hasSize(UNDER_WAY + 3);
  }

  @Test
  void the_outcomes_are_in_the_order_of_the_jobs_whatever_that_of_the_answers() {
    CompletableFuture<List<SubmitOutcome>> outcomes = submit(JOBS);
    int last = 0;
    while (last < JOBS - 1) {
      int first = last + 1;
      last = sent().size() - 1;
      for (int place = last; place >= first; place--) {
        accept(place);
      }
    }
    assertThat(outcomes).isNotDone();
    accept(0);

    assertThat(outcomes.join())
        .hasSize(JOBS)
        .isEqualTo(
            IntStream.range(0, JOBS)
                .mapToObj(place -> new SubmitOutcome.Accepted(JobId.of(1000 + place)))
                .toList());
  }

  @Test
  void what_is_refused_keeps_its_place_and_stops_nothing() {
    CompletableFuture<List<SubmitOutcome>> outcomes = submit(3);
    sent().get(1).fail(Errno.EPERM);
    accept(2);
    accept(0);

    assertThat(outcomes.join().get(0)).isEqualTo(new SubmitOutcome.Accepted(JobId.of(1000)));
    assertThat(outcomes.join().get(1))
        .isInstanceOfSatisfying(
            SubmitOutcome.Refused.class,
            refused -> assertThat(refused.error().errno()).isEqualTo(Errno.EPERM));
    assertThat(outcomes.join().get(2)).isEqualTo(new SubmitOutcome.Accepted(JobId.of(1002)));
  }

  @Test
  void no_jobs_are_done_at_once() {
    assertThat(jobs.submitAllAsync(Collections.emptyList(), SubmitOptions.DEFAULT).join())
        .isEmpty();
    assertThat(sent()).isEmpty();
  }
}
