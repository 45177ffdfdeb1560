package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.fluxjvm.Flux;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.JobExceptionEvent;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Quartz' own RAM store and properties, with jobs that are real processes. */
class FluxJobTest {
  private final Firings firings = new Firings();
  private Scheduler scheduler;
  private Flux flux;

  @BeforeEach
  void start(TestInfo test) throws Exception {
    String uri = "embedded:" + test.getTestMethod().orElseThrow().getName();
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", test.getDisplayName());
    properties.put("org.quartz.threadPool.class", FluxThreadPool.class.getName());
    properties.put("org.quartz.threadPool.maxInFlight", "100");
    properties.put("org.quartz.plugin.flux.class", FluxPlugin.class.getName());
    properties.put("org.quartz.plugin.flux.uri", uri);
    scheduler = new StdSchedulerFactory(properties).getScheduler();
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.start();
    flux = Flux.open(uri);
  }

  @AfterEach
  void stop() throws Exception {
    scheduler.shutdown(true);
    flux.close();
  }

  @Test
  void a_firing_ends_when_its_process_has_and_gives_the_job_result(@TempDir Path dir)
      throws Exception {
    Path witness = dir.resolve("witness");

    Firings.Ended ended = fire(shell("sleep 0.2; echo ran > " + witness));

    assertThat(ended.error()).isNull();
    assertThat(witness).content().isEqualTo("ran\n");
    assertThat(ended.result()).isInstanceOf(JobResult.class);
    assertThat(((JobResult) ended.result()).isSuccess()).isTrue();
  }

  @Test
  void a_failed_job_tells_its_id_its_exit_code_and_the_end_of_its_stderr() throws Exception {
    Firings.Ended ended = fire(shell("echo fine; echo broken pipe to mars >&2; exit 3"));

    FluxJobException error = ended.failure();
    assertThat(error.exitCode()).hasValue(3);
    assertThat(error.stderrTail()).isEqualTo("broken pipe to mars");
    assertThat(error.jobId()).isPresent();
    assertThat(error)
        .hasMessageContaining(error.jobId().orElseThrow().f58())
        .hasMessageContaining("exit code 3")
        .hasMessageContaining("broken pipe to mars");
  }

  @Test
  void the_end_of_stderr_is_read_from_the_file_that_the_job_wrote_it_to(@TempDir Path dir)
      throws Exception {
    Path file = dir.resolve("err-{{id}}");

    Firings.Ended ended = fire(shell("echo to the file >&2; exit 1").error(file.toString()));

    assertThat(ended.failure().stderrTail()).isEqualTo("to the file");
  }

  @Test
  void a_job_that_flux_cannot_satisfy_tells_the_exception_and_its_note() throws Exception {
    Firings.Ended ended = fire(shell("true").numTasks(100_000));

    FluxJobException error = ended.failure();
    JobExceptionEvent cause = error.jobException().orElseThrow();
    assertThat(cause.type()).isEqualTo("alloc");
    assertThat(error).hasMessageContaining(cause.note());
  }

  @Test
  void a_job_that_flux_refuses_tells_its_text() throws Exception {
    Firings.Ended ended = fire(shell("true").queue("no-such-queue"));

    FluxJobException error = ended.failure();
    assertThat(error.result()).isInstanceOf(RunResult.Refused.class);
    assertThat(error).hasMessageContaining("No Flux job was started");
  }

  @Test
  void interrupting_a_firing_cancels_its_flux_job() throws Exception {
    JobKey key = schedule(shell("sleep 60"), "long");
    RunExecutor executor = FluxExecutors.get(scheduler);
    await().until(() -> executor.active().stream().anyMatch(run -> run.jobId().isPresent()));

    scheduler.interrupt(key);

    Firings.Ended ended = firings.next();
    FluxJobException error = ended.failure();
    JobResult job = ((RunResult.Ended) error.result()).job();
    assertThat(job.outcome()).isEqualTo(JobResult.Outcome.CANCELED);
    assertThat(job.exception().orElseThrow().note()).isEqualTo("interrupted");
  }

  @Test
  void a_cancel_that_comes_before_the_job_has_an_id_is_not_lost() throws Exception {
    JobKey key = schedule(shell("sleep 60"), "early");
    await().until(() -> !FluxExecutors.get(scheduler).active().isEmpty());

    scheduler.interrupt(key);

    assertThat(firings.next().failure().jobId()).isPresent();
  }

  @Test
  void each_firing_carries_its_key_in_the_jobspec() throws Exception {
    schedule(shell("sleep 60"), "marked");
    RunExecutor executor = FluxExecutors.get(scheduler);
    await().until(() -> executor.active().stream().anyMatch(run -> run.jobId().isPresent()));
    long id = executor.active().iterator().next().jobId().orElseThrow().value();

    String jobspec =
        flux.rpc("job-info.lookup", Map.of("id", id, "keys", List.of("jobspec"), "flags", 0))
            .path("jobspec")
            .stringValue("");

    assertThat(jobspec)
        .contains("\"scheduler\":\"" + scheduler.getSchedulerName() + "\"")
        .contains("\"trigger\":\"DEFAULT.marked\"");
    scheduler.interrupt(JobKey.jobKey("marked"));
    firings.next();
  }

  @Test
  void a_hundred_firings_at_once_each_end_once() throws Exception {
    for (int i = 0; i < 100; i++) {
      schedule(shell("true").setAttribute("system.exec.test.run_duration", "1ms"), "job-" + i);
    }

    for (int i = 0; i < 100; i++) {
      assertThat(firings.next().error()).isNull();
    }
    await().until(() -> FluxExecutors.get(scheduler).active().isEmpty());
    assertThat(firings.isEmpty()).isTrue();
  }

  @Test
  void a_job_without_a_jobspec_says_where_one_belongs() throws Exception {
    JobDetail job = JobBuilder.newJob(FluxJob.class).withIdentity("bare").build();
    scheduler.scheduleJob(job, now("bare"));

    assertThat(firings.next().error()).hasMessageContaining(FluxJob.JOBSPEC);
  }

  @Test
  void a_scheduler_without_a_flux_instance_does_not_come_to_be() {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", "nowhere");
    properties.put("org.quartz.threadPool.class", FluxThreadPool.class.getName());
    properties.put("org.quartz.plugin.flux.class", FluxPlugin.class.getName());
    properties.put("org.quartz.plugin.flux.uri", "embedded:?cores=none");

    assertThatThrownBy(() -> new StdSchedulerFactory(properties).getScheduler())
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("org.quartz.plugin.flux.uri")
        .hasMessageContaining("cores");
  }

  private Firings.Ended fire(CommandBuilder command) throws Exception {
    schedule(command, "job");
    return firings.next();
  }

  private JobKey schedule(CommandBuilder command, String name) throws SchedulerException {
    JobDetail job = FluxJob.newJob(command.build()).withIdentity(name).build();
    scheduler.scheduleJob(job, now(name));
    return job.getKey();
  }

  private static Trigger now(String name) {
    return TriggerBuilder.newTrigger().withIdentity(name).startNow().build();
  }

  private static CommandBuilder shell(String script) {
    return JobspecV1.fromCommand(List.of("sh", "-c", script)).duration(Duration.ofMinutes(1));
  }
}
