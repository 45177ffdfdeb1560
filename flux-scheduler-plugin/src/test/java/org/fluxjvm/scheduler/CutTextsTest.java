package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxjvm.job.JobState;
import org.junit.jupiter.api.Test;

/** A ledger that keeps less of a text than it is given, and whose answer to that is lost. */
class CutTextsTest extends RunTests {
  private final AtomicBoolean lost = new AtomicBoolean();

  @Test
  void a_job_whose_instance_has_a_long_uri_is_not_taken_for_another() throws Exception {
    RunExecutor executor =
        executor(
            new ForwardingLedger(ledger) {
              @Override
              public Optional<RunRecord> advance(RunRecord from, RunState.Open to) {
                return to instanceof RunState.Held held
                    ? unanswered(super.advance(from, new RunState.Held(cut(held.placement()))))
                    : super.advance(from, to);
              }
            });

    assertThat(end(executor.run(witnessed(due))).isSuccess()).isTrue();
    assertThat(jobs()).hasSize(1);
  }

  @Test
  void an_end_with_a_long_note_is_not_taken_for_that_of_another_scheduler() throws Exception {
    RunExecutor executor =
        executor(
            new ForwardingLedger(ledger) {
              @Override
              public Optional<RunRecord> close(
                  RunRecord from, RunState.Closed end, List<Successor> successors) {
                RunEnd given = ((RunState.Done) end).end();
                RunEnd kept = new RunEnd(given.outcome(), given.returnCode(), "cut");
                return unanswered(super.close(from, new RunState.Done(kept), successors));
              }
            });
    Run run = executor.run(request("sleep 60"));
    await().until(() -> run.state() == JobState.RUN);

    executor.cancel(run, "enough");

    assertThat(end(run)).isInstanceOf(RunResult.Ended.class);
  }

  private static Placement cut(Placement at) {
    return new Placement(at.job(), at.instance(), "cut");
  }

  private <T> T unanswered(T answer) {
    if (lost.compareAndSet(false, true)) {
      throw new LedgerException("lost on purpose", null);
    }
    return answer;
  }
}
