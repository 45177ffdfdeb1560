package org.fluxjvm.it.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerKey;

/** {@code DisallowConcurrentExecution}. */
abstract class ConcurrencyContract extends Contract {
  @ParameterizedTest
  @EnumSource
  void while_the_flux_job_of_one_firing_runs_the_other_is_blocked(Store store) throws Exception {
    Scheduler scheduler = start(store);
    JobDetail job =
        job(
            Kinds.OneAtATime.class,
            "alone",
            witness.says("start"),
            gate.pass(),
            witness.says("end"));
    scheduler.addJob(job, false);
    scheduler.scheduleJob(now(job, "one"));
    scheduler.scheduleJob(now(job, "two"));
    witness.await("start");

    await().until(() -> Stream.of("one", "two").anyMatch(key -> isBlocked(scheduler, key)));
    gate.open(2);

    recorder.ended();
    recorder.ended();
    assertThat(witness.lines()).containsExactly("start", "end", "start", "end");
  }

  private static boolean isBlocked(Scheduler scheduler, String trigger) {
    try {
      return scheduler.getTriggerState(TriggerKey.triggerKey(trigger)) == TriggerState.BLOCKED;
    } catch (SchedulerException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void firings_of_any_other_job_run_side_by_side(Store store) throws Exception {
    Scheduler scheduler = start(store);
    JobDetail job = job("many", witness.says("start"), gate.pass(), witness.says("end"));
    scheduler.addJob(job, false);
    scheduler.scheduleJob(now(job, "one"));
    scheduler.scheduleJob(now(job, "two"));

    witness.await("start", 2);
    gate.open(2);

    recorder.ended();
    recorder.ended();
    assertThat(witness.lines()).containsExactly("start", "start", "end", "end");
  }
}
