package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import org.fluxjvm.scheduler.Lateness;
import org.junit.jupiter.api.Test;
import org.quartz.CronScheduleBuilder;
import org.quartz.ScheduleBuilder;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;

class MisfiresTest {
  @Test
  void a_cron_trigger_that_does_nothing_after_a_misfire_skips_what_waited_for_flux() {
    assertThat(lateness(cron().withMisfireHandlingInstructionDoNothing())).isEqualTo(Lateness.SKIP);
  }

  @Test
  void a_trigger_that_fires_once_after_misfires_runs_the_latest_that_waited_for_flux() {
    assertThat(lateness(cron())).isEqualTo(Lateness.RUN_LATEST);
    assertThat(lateness(SimpleScheduleBuilder.simpleSchedule())).isEqualTo(Lateness.RUN_LATEST);
  }

  @Test
  void a_trigger_that_ignores_misfires_runs_all_that_waited_for_flux() {
    assertThat(lateness(cron().withMisfireHandlingInstructionIgnoreMisfires()))
        .isEqualTo(Lateness.RUN);
  }

  @Test
  void quartz_smart_policy_skips_the_missed_firings_of_a_trigger_without_end() {
    assertThat(lateness(SimpleScheduleBuilder.repeatSecondlyForever())).isEqualTo(Lateness.SKIP);
  }

  private static CronScheduleBuilder cron() {
    return CronScheduleBuilder.cronSchedule("0 0 2 * * ?");
  }

  private static Lateness lateness(ScheduleBuilder<? extends Trigger> schedule) {
    return Misfires.lateness(TriggerBuilder.newTrigger().withSchedule(schedule).build());
  }
}
