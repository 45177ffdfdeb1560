package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.jobspec.Fire;
import org.fluxjvm.scheduler.jobspec.JobspecSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.JobExecutionContextImpl;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredBundle;

class FiringJobspecTest {
  private static final Instant SCHEDULED = Instant.parse("2026-11-22T03:00:00Z");
  private static final Instant FIRED = SCHEDULED.plusSeconds(2);
  private static final Instant PREVIOUS = Instant.parse("2026-11-21T03:00:00Z");
  private static final RunKey KEY = new RunKey("nightly", "DEFAULT.report", SCHEDULED, 0);

  /** Code that makes a jobspec of its firing. */
  public static final class Report implements JobspecSource {
    @Override
    public Jobspec jobspec(Fire fire) {
      return jobspecOf(fire);
    }
  }

  /** The same as a job of its own. */
  public static final class ReportJob extends FluxJob implements JobspecSource {
    @Override
    public Jobspec jobspec(Fire fire) {
      return jobspecOf(fire);
    }
  }

  private static Jobspec jobspecOf(Fire fire) {
    return JobspecV1.fromCommand(
            List.of(
                fire.jobName(),
                fire.id(),
                fire.scheduled().toString(),
                fire.fired().toString(),
                fire.previous().orElseThrow().toString(),
                fire.parameters().toString(),
                "{{fire.unknown}}"))
        .environment(Map.of())
        .build();
  }

  /** It answers null, which the null checker of this build would not let through elsewhere. */
  public static final class Nothing implements JobspecSource {
    @Override
    @SuppressWarnings("NullAway")
    public Jobspec jobspec(Fire fire) {
      return null;
    }
  }

  /** It cannot be made. */
  public static final class Failing implements JobspecSource {
    /** Fails. */
    public Failing() {
      throw new IllegalStateException("no licence");
    }

    @Override
    public Jobspec jobspec(Fire fire) {
      throw new AssertionError();
    }
  }

  static final class Hidden implements JobspecSource {
    @Override
    public Jobspec jobspec(Fire fire) {
      throw new AssertionError();
    }
  }

  private static Jobspec jobspec(JobBuilder job) throws JobExecutionException {
    return jobspec(job, new FluxJob());
  }

  private static Jobspec jobspec(JobBuilder job, Job instance) throws JobExecutionException {
    JobDetail detail = job.withIdentity("report").build();
    OperableTrigger trigger =
        (OperableTrigger)
            TriggerBuilder.newTrigger().forJob(detail).usingJobData("size", "7").build();
    JobExecutionContext context =
        new JobExecutionContextImpl(
            null,
            new TriggerFiredBundle(
                detail,
                trigger,
                null,
                false,
                Date.from(FIRED),
                Date.from(SCHEDULED),
                Date.from(PREVIOUS),
                null),
            instance);
    return FiringJobspec.of(context, KEY);
  }

  private static JobBuilder data(String... keysAndTexts) {
    JobBuilder job = JobBuilder.newJob(FluxJob.class);
    for (int i = 0; i < keysAndTexts.length; i += 2) {
      job.usingJobData(keysAndTexts[i], keysAndTexts[i + 1]);
    }
    return job;
  }

  @Test
  void a_jobspec_in_the_data_has_its_templates_filled_in() throws Exception {
    Jobspec jobspec =
        JobspecV1.fromCommand(
                List.of("make", "{{fire.scheduled}}", "{{fire.previous:dd}}", "{{id}}"))
            .build();

    assertThat(jobspec(FluxJob.newJob(jobspec)).command())
        .containsExactly("make", "2026-11-22T03:00:00Z", "21", "{{id}}");
  }

  @Test
  void texts_in_the_data_make_a_jobspec_beside_those_about_the_run() throws Exception {
    Jobspec jobspec =
        jobspec(
            data(
                "flux.command",
                "make {{job.name}}",
                "flux.numTasks",
                "2",
                FluxJob.URGENCY,
                "8",
                RunData.RETRY_TRIES,
                "3",
                RunData.IDEMPOTENT,
                "true",
                RunData.CONCURRENCY,
                "1",
                Chain.KEY,
                "[]",
                "flux.origin.trigger",
                "DEFAULT.report"));

    assertThat(jobspec.command()).containsExactly("make", "report");
    assertThat(jobspec.resourceCounts()).containsEntry("slot", 2L);
  }

  @Test
  void code_makes_a_jobspec_of_its_firing_and_templates_in_it_are_left_alone() throws Exception {
    List<String> command =
        List.of(
            "report",
            KEY.id(),
            SCHEDULED.toString(),
            FIRED.toString(),
            PREVIOUS.toString(),
            "{size=7}",
            "{{fire.unknown}}");

    assertThat(jobspec(FluxJob.newJob(Report.class)).command()).isEqualTo(command);
    assertThat(jobspec(JobBuilder.newJob(ReportJob.class), new ReportJob()).command())
        .isEqualTo(command);
  }

  @Test
  void a_source_that_cannot_be_made_is_named_with_the_reason() {
    assertWrong(FluxJob.newJob(Failing.class), "FiringJobspecTest$Failing", "no licence");
    assertWrong(FluxJob.newJob(Nothing.class), "FiringJobspecTest$Nothing", "null");
    assertWrong(FluxJob.newJob(Hidden.class), "FiringJobspecTest$Hidden", "must be public");
    assertWrong(data(FluxJob.SOURCE, "java.lang.String"), "java.lang.String", "does not implement");
    assertWrong(data(FluxJob.SOURCE, "org.example.Gone"), "org.example.Gone", "class path");
  }

  /** Job data may name any class. */
  static final class NoSource {
    static {
      System.setProperty("flux.test.initialised", "true");
    }
  }

  @Test
  void nothing_of_a_class_that_is_no_source_is_run() {
    assertWrong(data(FluxJob.SOURCE, NoSource.class.getName()), "does not implement");

    assertThat(System.getProperty("flux.test.initialised")).isNull();
  }

  @Test
  void a_job_must_say_in_one_way_what_to_run() {
    assertWrong(data(), "flux.jobspec", "it has none");
    assertWrong(
        data("flux.command", "true", FluxJob.JOBSPEC, "{}"), "flux.command and flux.jobspec");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "no JSON"})
  void a_jobspec_that_is_none_is_told(String json) {
    assertWrong(data(FluxJob.JOBSPEC, json), "jobspec");
  }

  @Test
  void an_unknown_template_is_named_with_the_job() {
    assertWrong(data("flux.command", "make {{fire.day}}"), "{{fire.day}}");
  }

  private static void assertWrong(JobBuilder job, String... texts) {
    assertThatThrownBy(() -> jobspec(job))
        .isInstanceOf(JobExecutionException.class)
        .hasMessageStartingWith("DEFAULT.report: ")
        .hasMessageContainingAll(texts);
  }
}
