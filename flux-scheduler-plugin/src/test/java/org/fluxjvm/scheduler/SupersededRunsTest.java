package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.fluxjvm.job.JobState;
import org.fluxjvm.scheduler.FaultyLedger.Side;
import org.junit.jupiter.api.Test;

/** Runs that another scheduler has taken over, and has not brought to their end. */
class SupersededRunsTest extends RunTests {
  private RunRequest gated() {
    String gate = directory.resolve("gate").toString();
    return request(
        due, "until [ -e " + gate + " ]; do sleep 0.05; done", RunPolicy.DEFAULT, List.of());
  }

  private void open() throws IOException {
    Files.createFile(directory.resolve("gate"));
  }

  @Test
  void a_run_is_taken_back_by_a_scheduler_that_has_not_noticed_that_another_took_it_and_left()
      throws Exception {
    RunExecutor first = executor(ledger);
    Run stale = first.run(gated());
    await().until(() -> stale.state() == JobState.RUN);
    takeOverAndLeave();

    Run again = first.run(gated());
    open();

    assertThat(again).isNotSameAs(stale);
    assertThat(end(again).isSuccess()).isTrue();
    assertThat(end(stale).isSuccess()).as("it ends with the run").isTrue();
    assertThat(jobs()).hasSize(1);
  }

  @Test
  void a_run_that_was_taken_over_is_not_followed_any_longer_and_can_be_taken_back()
      throws Exception {
    CountDownLatch submitted = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    RunExecutor first =
        executor(
            watched(
                (side, step) -> {
                  if (side == Side.BEFORE && step.equals("HELD") && submitted.getCount() > 0) {
                    submitted.countDown();
                    awaitQuietly(free);
                  }
                }));
    Run stale = first.run(gated());
    submitted.await();
    takeOverAndLeave();

    free.countDown();
    await().until(() -> !first.follows(due));
    assertThat(first.active()).isEmpty();
    assertThat(first.drain(Duration.ofMillis(10))).as("it is still waited for").isFalse();
    Run again = first.run(gated());
    open();

    assertThat(end(again).isSuccess()).isTrue();
    assertThat(end(stale).isSuccess()).isTrue();
  }

  @Test
  void a_run_that_was_taken_over_is_left_with_the_others() throws Exception {
    RunExecutor first = executor(ledger);
    Run stale = first.run(gated());
    await().until(() -> stale.state() == JobState.RUN);
    takeOverAndLeave();
    Run again = first.run(gated());

    first.detach();

    assertThat(end(again)).isEqualTo(new RunResult.Detached());
    assertThat(end(stale)).isEqualTo(new RunResult.Detached());
  }

  private void takeOverAndLeave() throws Exception {
    RunExecutor second = executor(ledger);
    Run taken = second.run(gated());
    await().until(() -> taken.state() == JobState.RUN);
    second.detach();
    assertThat(end(taken)).isEqualTo(new RunResult.Detached());
  }
}
