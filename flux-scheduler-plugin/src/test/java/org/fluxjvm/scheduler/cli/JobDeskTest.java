package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunRequest;
import org.fluxjvm.scheduler.Successor;
import org.fluxjvm.scheduler.control.ControlException;
import org.fluxjvm.scheduler.quartz.Chain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.DirectSchedulerFactory;

/** On a scheduler that is not started: nothing fires. */
class JobDeskTest {
  private static final String NAME = "desk";
  private static final TriggerKey SCHEDULE = TriggerKey.triggerKey("report");
  private static final TriggerKey RUN = TriggerKey.triggerKey("0123456789abcdef", "FLUX_RUNS");
  private static final TriggerKey RECOVERY =
      TriggerKey.triggerKey("recover_1", Scheduler.DEFAULT_RECOVERY_GROUP);

  private Scheduler scheduler;
  private JobDesk desk;

  /** Is never fired. */
  public static final class Nothing implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      throw new UnsupportedOperationException("nothing fires here");
    }
  }

  @BeforeEach
  void start() throws SchedulerException {
    DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
    factory.createVolatileScheduler(1);
    scheduler = factory.getScheduler();
    desk = new JobDesk(NAME, scheduler);
    Chain chain =
        new Chain(
            List.of(
                new Chain.Link(JobKey.jobKey("good"), RunRequest.Upon.SUCCESS),
                new Chain.Link(JobKey.jobKey("bad"), RunRequest.Upon.FAILURE),
                new Chain.Link(JobKey.jobKey("always"), RunRequest.Upon.ANY)));
    scheduler.addJob(
        JobBuilder.newJob(Nothing.class)
            .withIdentity("report")
            .usingJobData(Chain.KEY, chain.format())
            .storeDurably()
            .build(),
        false);
    for (TriggerKey key : List.of(SCHEDULE, RUN, RECOVERY)) {
      scheduler.scheduleJob(
          TriggerBuilder.newTrigger()
              .withIdentity(key)
              .forJob("report")
              .withSchedule(SimpleScheduleBuilder.repeatHourlyForever())
              .build());
    }
  }

  @AfterEach
  void stop() throws SchedulerException {
    scheduler.shutdown();
  }

  @Test
  void to_pause_a_job_leaves_the_triggers_of_its_runs_alone() throws SchedulerException {
    assertThat(desk.pause("report")).isEqualTo("job report is paused");

    assertThat(scheduler.getTriggerState(SCHEDULE)).isEqualTo(Trigger.TriggerState.PAUSED);
    assertThat(scheduler.getTriggerState(RUN)).isEqualTo(Trigger.TriggerState.NORMAL);
    assertThat(scheduler.getTriggerState(RECOVERY)).isEqualTo(Trigger.TriggerState.NORMAL);
  }

  @Test
  void a_paused_job_is_resumed_and_one_that_is_not_is_left_as_it_is() throws SchedulerException {
    assertThat(desk.resume("report")).isEqualTo("job report was not paused");
    desk.pause("report");

    assertThat(desk.resume("report")).isEqualTo("job report fires again");

    assertThat(scheduler.getTriggerState(SCHEDULE)).isEqualTo(Trigger.TriggerState.NORMAL);
  }

  @Test
  void a_job_without_a_time_of_its_own_is_neither_paused_nor_resumed() throws SchedulerException {
    scheduler.unscheduleJob(SCHEDULE); // as when it is used up; its runs are not over

    assertThatExceptionOfType(ControlException.class)
        .isThrownBy(() -> desk.pause("report"))
        .withMessageContaining("no time to fire at");
    assertThatExceptionOfType(ControlException.class)
        .isThrownBy(() -> desk.resume("report"))
        .withMessageContaining("no time to fire at");
  }

  @Test
  void the_run_of_a_triggered_job_is_known_by_the_time_that_the_caller_gives()
      throws SchedulerException {
    Instant now = Instant.parse("2026-11-30T12:00:00.123456Z");

    String told = desk.trigger("report", now);

    Trigger made =
        scheduler.getTriggersOfJob(JobKey.jobKey("report")).stream()
            .filter(trigger -> trigger.getKey().getGroup().equals("MANUAL"))
            .findFirst()
            .orElseThrow();
    RunKey key =
        new RunKey(NAME, "MANUAL." + made.getKey().getName(), made.getStartTime().toInstant(), 0);
    assertThat(made.getStartTime()).isEqualTo(Instant.parse("2026-11-30T12:00:00.123Z"));
    assertThat(told).isEqualTo("job report is fired: run " + key.id());
  }

  @Test
  void what_follows_upon_a_settled_run_is_what_would_have_followed_upon_its_end() {
    assertThat(successors(RunEnd.Outcome.COMPLETED))
        .containsExactly("DEFAULT.good", "DEFAULT.always");
    assertThat(successors(RunEnd.Outcome.FAILED)).containsExactly("DEFAULT.bad", "DEFAULT.always");
  }

  private List<String> successors(RunEnd.Outcome outcome) {
    RunKey key = new RunKey(NAME, "DEFAULT.report", Instant.EPOCH, 0);
    RunRecord run = RunRecord.begun(key, "DEFAULT.report", Optional.empty(), Instant.EPOCH);
    return desk.successors(run, new RunEnd(outcome, OptionalInt.empty(), "")).stream()
        .map(Successor::job)
        .toList();
  }
}
