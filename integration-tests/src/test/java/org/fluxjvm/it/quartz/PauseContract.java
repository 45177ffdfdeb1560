package org.fluxjvm.it.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.DateBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;

/** Pauses, while one firing of the job runs. */
abstract class PauseContract extends Contract {
  private JobDetail job;

  @FunctionalInterface
  private interface Change {
    void of(Scheduler scheduler) throws SchedulerException;
  }

  @BeforeEach
  void define() {
    job = job("paused", witness.says("start {{fire.id}}"), gate.pass(), witness.says("end"));
  }

  @ParameterizedTest
  @EnumSource
  void a_paused_trigger_fires_when_it_is_resumed(Store store) throws Exception {
    Trigger next = now(job, "next");
    holdsBack(
        store,
        next,
        scheduler -> scheduler.pauseTrigger(next.getKey()),
        scheduler -> scheduler.resumeTrigger(next.getKey()));
  }

  @ParameterizedTest
  @EnumSource
  void the_triggers_of_a_paused_job_fire_when_it_is_resumed(Store store) throws Exception {
    holdsBack(
        store,
        now(job, "next"),
        scheduler -> scheduler.pauseJob(job.getKey()),
        scheduler -> scheduler.resumeJob(job.getKey()));
  }

  @ParameterizedTest
  @EnumSource
  void all_triggers_fire_when_all_are_resumed(Store store) throws Exception {
    holdsBack(store, now(job, "next"), Scheduler::pauseAll, Scheduler::resumeAll);
  }

  /** What runs goes on to its end; what is due waits; both run once. */
  private void holdsBack(Store store, Trigger next, Change pause, Change resume) throws Exception {
    Scheduler scheduler = start(store);
    scheduler.addJob(job, false);
    scheduler.scheduleJob(now(job, "running"));
    await().until(() -> witness.lines().size() == 1);
    Trigger soon = next.getTriggerBuilder().startAt(inSeconds(2)).build();
    scheduler.scheduleJob(soon);

    pause.of(scheduler);

    assertThat(scheduler.getTriggerState(soon.getKey())).isEqualTo(TriggerState.PAUSED);
    await().until(() -> soon.getStartTime().toInstant().isBefore(Instant.now()));
    gate.open(1);
    assertThat(recorder.ended().error()).isNull();
    assertThat(witness.lines()).hasSize(2).endsWith("end");
    assertThat(scheduler.getTriggerState(soon.getKey())).isEqualTo(TriggerState.PAUSED);

    resume.of(scheduler);

    gate.open(1);
    assertThat(recorder.ended().error()).isNull();
    assertThat(witness.lines()).hasSize(4).endsWith("end");
    assertThat(witness.lines().get(2)).startsWith("start").isNotEqualTo(witness.lines().get(0));
  }

  private static Date inSeconds(int seconds) {
    return DateBuilder.futureDate(seconds, DateBuilder.IntervalUnit.SECOND);
  }
}
