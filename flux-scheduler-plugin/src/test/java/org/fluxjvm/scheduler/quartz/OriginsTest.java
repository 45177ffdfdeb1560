package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quartz.SimpleScheduleBuilder.simpleSchedule;

import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.spi.OperableTrigger;

class OriginsTest {
  private static final Instant DUE = Instant.parse("2026-03-01T02:30:00Z");

  @Test
  void recovering_a_recovery_still_tells_the_first_trigger() {
    OperableTrigger recovery = recovering("recover_a_1", "DEFAULT", "nightly");
    Origins.onFire(recovery);
    // What Quartz does after a second crash: the data of the first recovery, and its name.
    OperableTrigger again = recovering("recover_a_2", "RECOVERING_JOBS", "recover_a_1");
    again.getJobDataMap().put(Origin.TRIGGER, recovery.getJobDataMap().getString(Origin.TRIGGER));
    again
        .getJobDataMap()
        .put(Origin.SCHEDULED, recovery.getJobDataMap().getString(Origin.SCHEDULED));

    Origins.onFire(again);

    assertThat(Origin.of(again)).contains(Origin.of(new TriggerKey("nightly"), DUE));
  }

  @Test
  void a_one_shot_trigger_that_misfired_keeps_the_time_that_it_was_written_for() {
    OperableTrigger trigger = oneShot(simpleSchedule());
    trigger.setNextFireTime(Date.from(Instant.now()));
    assertThat(Origins.matter(trigger)).isTrue();

    Origins.onFire(trigger);

    assertThat(Origin.of(trigger)).contains(Origin.of(new TriggerKey("once"), DUE));
  }

  @Test
  void a_misfire_policy_that_moves_the_start_does_not_move_the_firing() {
    OperableTrigger trigger =
        oneShot(simpleSchedule().withMisfireHandlingInstructionNowWithExistingCount());
    Origins.onStore(trigger);

    trigger.updateAfterMisfire(null);
    Origins.onFire(trigger);

    assertThat(trigger.getStartTime().toInstant()).isAfter(DUE);
    assertThat(Origin.of(trigger)).contains(Origin.of(new TriggerKey("once"), DUE));
  }

  @Test
  void a_trigger_that_fires_when_it_is_due_is_left_as_it_is() {
    OperableTrigger trigger = oneShot(simpleSchedule());
    trigger.getJobDataMap().clearDirtyFlag();

    Origins.onStore(trigger);

    assertThat(Origins.matter(trigger)).isFalse();
    assertThat(trigger.getJobDataMap().isDirty()).isFalse();
  }

  @Test
  void a_trigger_that_was_built_from_a_used_one_is_a_firing_of_its_own() {
    OperableTrigger used = oneShot(simpleSchedule());
    used.setNextFireTime(Date.from(Instant.now()));
    Origins.onFire(used);
    OperableTrigger copy =
        (OperableTrigger) used.getTriggerBuilder().withIdentity("copy").startNow().build();

    Origins.onStore(copy);

    assertThat(Origin.of(copy)).isEmpty();
  }

  private static OperableTrigger oneShot(SimpleScheduleBuilder schedule) {
    OperableTrigger trigger =
        (OperableTrigger)
            TriggerBuilder.newTrigger()
                .withIdentity("once")
                .startAt(Date.from(DUE))
                .withSchedule(schedule)
                .build();
    trigger.computeFirstFireTime(null);
    return trigger;
  }

  private static OperableTrigger recovering(String name, String group, String original) {
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(name, Scheduler.DEFAULT_RECOVERY_GROUP)
            .startAt(Date.from(DUE))
            .usingJobData(Scheduler.FAILED_JOB_ORIGINAL_TRIGGER_GROUP, group)
            .usingJobData(Scheduler.FAILED_JOB_ORIGINAL_TRIGGER_NAME, original)
            .usingJobData(
                Scheduler.FAILED_JOB_ORIGINAL_TRIGGER_SCHEDULED_FIRETIME_IN_MILLISECONDS,
                Long.toString(DUE.toEpochMilli()))
            .build();
    return (OperableTrigger) trigger;
  }
}
