package org.fluxjvm.it.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.fluxjvm.job.Constraint;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.rpc.ResponseStream;
import org.fluxjvm.scheduler.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.DateBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerBuilder;
import org.quartz.listeners.TriggerListenerSupport;

/** Firings that end in another way than by their job's success. */
abstract class EndingContract extends Contract {
  @ParameterizedTest
  @EnumSource
  void a_firing_that_is_fired_again_at_once_is_a_run_of_its_own(Store store) throws Exception {
    Scheduler scheduler = start(store);
    JobDetail job =
        job(
            Kinds.Insistent.class,
            "again",
            witness.says("{{fire.id}}"),
            "[ $(wc -l < " + witness.file() + ") -eq 2 ]");

    scheduler.scheduleJob(job, now(job));

    Recorder.Ended first = recorder.ended();
    Recorder.Ended second = recorder.ended();
    assertThat(first.failure().exitCode()).hasValue(1);
    assertThat(second.error()).isNull();
    assertThat(second.fireInstance()).isEqualTo(first.fireInstance());
    assertThat(witness.lines()).hasSize(2).doesNotHaveDuplicates();
    await().until(() -> scheduler.getCurrentlyExecutingJobs().isEmpty());
    assertThat(recorder.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void a_failed_job_may_give_up_its_trigger_and_no_other(Store store) throws Exception {
    Scheduler scheduler = start(store);
    JobDetail job = job(Kinds.Resigned.class, "resigned", witness.says("ran"), "false");
    scheduler.addJob(job, false);
    Trigger other = now(job, "later").getTriggerBuilder().startAt(tomorrow()).build();
    scheduler.scheduleJob(other);
    Trigger firing =
        TriggerBuilder.newTrigger()
            .withIdentity("hourly")
            .forJob(job)
            .startNow()
            .withSchedule(SimpleScheduleBuilder.repeatHourlyForever())
            .build();

    scheduler.scheduleJob(firing);

    assertThat(recorder.ended().failure().exitCode()).hasValue(1);
    await().until(() -> scheduler.getTriggerState(firing.getKey()) == TriggerState.COMPLETE);
    assertThat(scheduler.getTriggerState(other.getKey())).isEqualTo(TriggerState.NORMAL);
    assertThat(witness.lines()).containsExactly("ran");
  }

  private static Date tomorrow() {
    return DateBuilder.futureDate(1, DateBuilder.IntervalUnit.DAY);
  }

  @Test
  void an_interrupt_cancels_the_flux_job_and_leaves_the_others() throws Exception {
    Scheduler scheduler = start(Store.RAM);
    JobDetail one = job("one", witness.says("one"), gate.pass(), witness.says("one goes on"));
    JobDetail two = job("two", witness.says("two"), gate.pass(), witness.says("two goes on"));
    scheduler.scheduleJob(one, now(one));
    scheduler.scheduleJob(two, now(two));
    witness.await("one");
    witness.await("two");

    assertThat(scheduler.interrupt(one.getKey())).isTrue();

    Recorder.Ended interrupted = recorder.ended();
    assertThat(interrupted.job()).isEqualTo("one");
    isCanceled(interrupted);
    gate.open(1);
    assertThat(recorder.ended().error()).isNull();
    assertThat(witness.lines()).doesNotContain("one goes on").contains("two goes on");
  }

  @Test
  void one_of_two_firings_of_a_job_is_interrupted_by_its_instance() throws Exception {
    Scheduler scheduler = start(Store.RAM);
    JobDetail job = job("both", witness.says("start"), gate.pass(), witness.says("end"));
    scheduler.addJob(job, false);
    scheduler.scheduleJob(now(job, "one"));
    scheduler.scheduleJob(now(job, "two"));
    witness.await("start", 2);
    String instance = scheduler.getCurrentlyExecutingJobs().getFirst().getFireInstanceId();

    assertThat(scheduler.interrupt(instance)).isTrue();

    Recorder.Ended interrupted = recorder.ended();
    assertThat(interrupted.fireInstance()).isEqualTo(instance);
    isCanceled(interrupted);
    gate.open(1);
    assertThat(recorder.ended().error()).isNull();
    assertThat(witness.lines()).containsExactly("start", "start", "end");
  }

  private static void isCanceled(Recorder.Ended firing) {
    JobResult job = ((RunResult.Ended) firing.failure().result()).job();
    assertThat(job.outcome()).isEqualTo(JobResult.Outcome.CANCELED);
    assertThat(job.exception().orElseThrow().note()).isEqualTo("interrupted");
  }

  @ParameterizedTest
  @EnumSource
  void of_a_vetoed_firing_nothing_is_submitted(Store store) throws Exception {
    Scheduler scheduler = start(store);
    scheduler.getListenerManager().addTriggerListener(new Veto());
    String name = "vetoed-" + store;
    JobDetail vetoed = job(name, witness.says("vetoed"));
    JobDetail allowed = job("allowed", witness.says("allowed"));

    scheduler.scheduleJob(vetoed, now(vetoed));
    assertThat(recorder.vetoed()).isEqualTo(name);
    scheduler.scheduleJob(allowed, now(allowed));
    assertThat(recorder.ended().error()).isNull();

    assertThat(witness.lines()).containsExactly("allowed");
    assertThat(jobsNamed(name)).isEmpty();
    assertThat(jobsNamed("allowed")).isNotEmpty();
  }

  private List<JobInfo> jobsNamed(String name) {
    List<JobInfo> found = new ArrayList<>();
    JobQuery query = JobQuery.mine().where(Constraint.name(name)).limit(0);
    try (ResponseStream<JobInfo> listing = flux.jobs().list(query)) {
      listing.forEach(found::add);
    }
    return found;
  }

  private static final class Veto extends TriggerListenerSupport {
    @Override
    public String getName() {
      return "veto";
    }

    @Override
    public boolean vetoJobExecution(Trigger trigger, JobExecutionContext context) {
      return trigger.getKey().getName().startsWith("vetoed");
    }
  }
}
