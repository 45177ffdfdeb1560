package org.fluxjvm.it.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fluxjvm.it.Broker;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.quartz.FluxExecutors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;

/** Schedulers, one on each store, with jobs of both kinds, whose Flux goes and comes back. */
@EnabledIfFlux
@Timeout(60)
class UnreachableFluxTest {
  /** A second for what runs, one for Flux, and some for the machine. */
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path directory;
  private final List<Subject> subjects = new ArrayList<>();

  /** A scheduler on one store. */
  private record Subject(
      Schedulers schedulers,
      RunExecutor executor,
      Scheduler scheduler,
      Recorder recorder,
      Witness witness) {
    static Subject start(String uri, Store store, Path directory) throws Exception {
      Schedulers schedulers = new Schedulers(uri, Files.createDirectory(directory));
      Scheduler scheduler = schedulers.create(store, Map.of());
      Recorder recorder = new Recorder();
      scheduler.getListenerManager().addJobListener(recorder);
      scheduler.start();
      scheduler.scheduleJob(
          JobBuilder.newJob(Kinds.PlainJava.class).withIdentity("java").build(),
          TriggerBuilder.newTrigger()
              .withSchedule(
                  SimpleScheduleBuilder.simpleSchedule()
                      .withIntervalInMilliseconds(20)
                      .repeatForever())
              .build());
      return new Subject(
          schedulers, FluxExecutors.get(scheduler), scheduler, recorder, new Witness(directory));
    }

    void fire() throws SchedulerException {
      JobDetail job = Contract.job("flux", witness.says("ran"));
      scheduler.scheduleJob(job, Contract.now(job));
      Contract.await().until(() -> executor.active().size() == 1);
    }

    void javaJobsRunMeanwhile() throws InterruptedException {
      while (!recorder.isEmpty()) {
        recorder.ended();
      }
      for (int firing = 0; firing < 10; firing++) {
        assertThat(recorder.ended().job()).isEqualTo("java");
      }
      assertThat(executor.active())
          .singleElement()
          .satisfies(run -> assertThat(run.jobId()).isEmpty());
      assertThat(witness.lines()).isEmpty();
    }

    void runsOnce() throws InterruptedException {
      Recorder.Ended ended = recorder.ended();
      while (ended.job().equals("java")) {
        ended = recorder.ended();
      }
      assertThat(ended.error()).isNull();
      assertThat(witness.lines()).containsExactly("ran");
    }
  }

  private void start(Broker broker) throws Exception {
    for (Store store : Store.values()) {
      subjects.add(Subject.start(broker.uri(), store, directory.resolve(store.name())));
    }
  }

  @AfterEach
  void close() throws SchedulerException {
    for (Subject subject : subjects) {
      subject.schedulers().close();
    }
  }

  private void fireAndWait() throws Exception {
    for (Subject subject : subjects) {
      subject.fire();
    }
    for (Subject subject : subjects) {
      subject.javaJobsRunMeanwhile();
    }
  }

  private void runsOnce() throws Exception {
    for (Subject subject : subjects) {
      subject.runsOnce();
    }
  }

  @Test
  void a_scheduler_whose_broker_is_gone_is_shut_down_at_once() throws Exception {
    try (Broker broker = Broker.start(directory)) {
      start(broker);
      broker.kill();
      fireAndWait();
    }
    for (Subject subject : subjects) {
      long begun = System.nanoTime();
      subject.schedulers().close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
    }
  }

  @Test
  void while_the_broker_stands_still_java_jobs_run_and_flux_jobs_wait_for_it() throws Exception {
    try (Broker broker = Broker.start(directory)) {
      start(broker);
      broker.pause();
      try {
        fireAndWait();
      } finally {
        broker.resume();
      }
      runsOnce();
    }
  }

  @Test
  void while_the_broker_is_gone_java_jobs_run_and_flux_jobs_wait_for_the_next() throws Exception {
    try (Broker broker = Broker.start(directory)) {
      start(broker);
      broker.kill();
      fireAndWait();
      try (Broker _ = Broker.start(directory)) {
        runsOnce();
      }
    }
  }
}
