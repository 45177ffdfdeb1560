package org.fluxjvm.it.quartz;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.scheduler.quartz.FluxJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;

/** What all areas use: schedulers that go with their test, and jobs that tell and wait. */
abstract class Contract {
  final Recorder recorder = new Recorder();
  @TempDir Path directory;
  Flux flux;
  Gate gate;
  Witness witness;
  private Schedulers schedulers;

  @BeforeEach
  void prepare(Flux handle) {
    flux = handle;
    schedulers = new Schedulers(flux.uri(), directory);
    gate = new Gate(directory);
    witness = new Witness(directory);
  }

  @AfterEach
  void end() throws SchedulerException {
    gate.close();
    schedulers.close();
  }

  /** A scheduler that fires; in one test all have the same name and store, one after the other. */
  Scheduler start(Store store) throws SchedulerException {
    Scheduler scheduler = create(store, Map.of());
    scheduler.start();
    return scheduler;
  }

  Scheduler create(Store store, Map<String, String> more) throws SchedulerException {
    Scheduler scheduler = schedulers.create(store, more);
    scheduler.getListenerManager().addJobListener(recorder);
    return scheduler;
  }

  static JobDetail job(String name, String... commands) {
    return job(FluxJob.class, name, commands);
  }

  /** A job of a kind, that is a shell script. */
  static JobDetail job(Class<? extends FluxJob> kind, String name, String... commands) {
    return FluxJob.newJob(
            JobspecV1.fromCommand(List.of("sh", "-c", String.join("; ", commands)))
                .name(name)
                .setShellOption("cpu-affinity", "off")
                .duration(Duration.ofMinutes(2))
                .build())
        .ofType(kind)
        .withIdentity(name)
        .storeDurably()
        .build();
  }

  /** A trigger that fires once, at once. */
  static Trigger now(JobDetail job, String name) {
    return TriggerBuilder.newTrigger().withIdentity(name).forJob(job).startNow().build();
  }

  static Trigger now(JobDetail job) {
    return now(job, job.getKey().getName());
  }

  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(20));
  }
}
