package org.fluxjvm.it.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.quartz.FluxExecutors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/** The end of a scheduler whose jobs run. */
abstract class ShutdownContract extends Contract {
  @ParameterizedTest
  @EnumSource
  void one_that_waits_returns_when_the_flux_jobs_have_ended(Store store) throws Exception {
    Scheduler scheduler = start(store);
    JobDetail job = running(scheduler);
    Thread shutdown =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    scheduler.shutdown(true);
                    witness.say("shut down");
                  } catch (SchedulerException e) {
                    throw new IllegalStateException(e);
                  }
                });
    await().until(() -> shutdown.getState() == Thread.State.WAITING);

    gate.open(1);

    assertThat(shutdown.join(Duration.ofSeconds(20))).isTrue();
    assertThat(witness.lines()).containsExactly("start", "end", "shut down");
    Recorder.Ended ended = recorder.ended();
    assertThat(ended.job()).isEqualTo(job.getKey().getName());
    assertThat(ended.error()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void one_that_does_not_wait_leaves_them_to_the_next_scheduler(Store store) throws Exception {
    Scheduler first = start(store);
    JobDetail job = running(first);
    JobId id = FluxExecutors.get(first).active().iterator().next().jobId().orElseThrow();

    first.shutdown(false);

    assertThat(recorder.ended().failure().result()).isInstanceOf(RunResult.Detached.class);
    Scheduler second = start(store);
    second.addJob(job, true);
    await().until(() -> FluxExecutors.get(second).active().size() == 1);
    gate.open(1);
    Recorder.Ended ended = recorder.ended();
    assertThat(ended.error()).isNull();
    assertThat(ended.result())
        .isInstanceOfSatisfying(JobResult.class, end -> assertThat(end.id()).isEqualTo(id));
    assertThat(witness.lines()).containsExactly("start", "end");
  }

  @ParameterizedTest
  @EnumSource
  void what_nobody_takes_over_goes_on_to_its_end(Store store) throws Exception {
    Scheduler scheduler = start(store);
    JobDetail _ = running(scheduler);
    JobId id = FluxExecutors.get(scheduler).active().iterator().next().jobId().orElseThrow();

    scheduler.shutdown(false);
    gate.open(1);

    assertThat(flux.jobs().result(id).isSuccess()).isTrue();
    assertThat(witness.lines()).containsExactly("start", "end");
  }

  private JobDetail running(Scheduler scheduler) throws SchedulerException {
    JobDetail job = job("long", witness.says("start"), gate.pass(), witness.says("end"));
    scheduler.scheduleJob(job, now(job));
    witness.await("start");
    return job;
  }
}
