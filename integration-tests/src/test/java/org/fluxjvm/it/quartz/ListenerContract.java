package org.fluxjvm.it.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fluxjvm.job.JobResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.Trigger.CompletedExecutionInstruction;
import org.quartz.listeners.JobListenerSupport;
import org.quartz.listeners.TriggerListenerSupport;

/** Listeners of jobs and triggers. */
abstract class ListenerContract extends Contract {
  @ParameterizedTest
  @EnumSource
  void they_are_told_in_quartz_order_around_the_flux_job(Store store) throws Exception {
    Scheduler scheduler = start(store);
    scheduler.getListenerManager().addTriggerListener(new TriggerTeller());
    scheduler.getListenerManager().addJobListener(new JobTeller());
    JobDetail job = job("told", witness.says("the job runs"));

    scheduler.scheduleJob(job, now(job));

    witness.await("triggerComplete");
    assertThat(witness.lines())
        .containsExactly(
            "triggerFired",
            "vetoJobExecution",
            "jobToBeExecuted",
            "the job runs",
            "jobWasExecuted",
            "triggerComplete");
    assertThat(recorder.ended().result())
        .isInstanceOfSatisfying(JobResult.class, end -> assertThat(end.isSuccess()).isTrue());
  }

  @Test
  void one_that_throws_before_the_job_leaves_the_firing_to_the_next_start() throws Exception {
    Scheduler first = create(Store.H2, Map.of());
    first.getListenerManager().addJobListener(new Broken(true));
    first.start();
    JobDetail job = job("told", witness.says("ran"));
    first.scheduleJob(job, now(job));
    witness.await("broken");
    assertThat(witness.lines()).doesNotContain("ran");
    first.shutdown(true);

    Scheduler second = start(Store.H2);

    assertThat(recorder.ended().error()).isNull();
    await().until(() -> second.getCurrentlyExecutingJobs().isEmpty());
    assertThat(witness.lines()).containsExactly("broken", "ran");
  }

  @Test
  void one_that_throws_after_the_job_does_not_have_it_run_again() throws Exception {
    Scheduler first = create(Store.H2, Map.of());
    first.getListenerManager().addJobListener(new Broken(false));
    first.start();
    JobDetail job = job("told", witness.says("ran"));
    first.scheduleJob(job, now(job));
    witness.await("broken");
    first.shutdown(true);

    Scheduler second = start(Store.H2);

    assertThat(recorder.ended().error()).isNull();
    await().until(() -> second.getCurrentlyExecutingJobs().isEmpty());
    assertThat(witness.lines()).containsExactly("ran", "broken");
  }

  private final class JobTeller extends JobListenerSupport {
    @Override
    public String getName() {
      return "job teller";
    }

    @Override
    public void jobToBeExecuted(JobExecutionContext context) {
      witness.say("jobToBeExecuted");
    }

    @Override
    public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException error) {
      witness.say("jobWasExecuted");
    }
  }

  private final class TriggerTeller extends TriggerListenerSupport {
    @Override
    public String getName() {
      return "trigger teller";
    }

    @Override
    public void triggerFired(Trigger trigger, JobExecutionContext context) {
      witness.say("triggerFired");
    }

    @Override
    public boolean vetoJobExecution(Trigger trigger, JobExecutionContext context) {
      witness.say("vetoJobExecution");
      return false;
    }

    @Override
    public void triggerComplete(
        Trigger trigger, JobExecutionContext context, CompletedExecutionInstruction instruction) {
      witness.say("triggerComplete");
    }
  }

  /** Quartz breaks the firing off where a listener throws, and does not complete it. */
  private final class Broken extends JobListenerSupport {
    private final boolean before;

    Broken(boolean before) {
      this.before = before;
    }

    @Override
    public String getName() {
      return "broken";
    }

    @Override
    public void jobToBeExecuted(JobExecutionContext context) {
      if (before) {
        fail();
      }
    }

    @Override
    public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException error) {
      if (!before) {
        fail();
      }
    }

    private void fail() {
      witness.say("broken");
      throw new IllegalStateException("a listener that throws");
    }
  }
}
