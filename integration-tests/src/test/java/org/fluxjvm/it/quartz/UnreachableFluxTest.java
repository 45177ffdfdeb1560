package org.fluxjvm.it.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.fluxjvm.it.Broker;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.scheduler.quartz.FluxExecutors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;

/** A scheduler with jobs of both kinds, whose Flux goes and comes back. */
@EnabledIfFlux
@Timeout(60)
class UnreachableFluxTest {
  @TempDir Path directory;
  private final Recorder recorder = new Recorder();
  private Witness witness;

  @BeforeEach
  void prepare() {
    witness = new Witness(directory);
  }

  @ParameterizedTest
  @EnumSource
  void while_the_broker_stands_still_java_jobs_run_and_flux_jobs_wait_for_it(Store store)
      throws Exception {
    try (Broker broker = Broker.start(directory);
        Schedulers schedulers = new Schedulers(broker.uri(), directory)) {
      Scheduler scheduler = start(schedulers, store);
      broker.pause();
      try {
        fireAndWait(scheduler);
      } finally {
        broker.resume();
      }
      runsOnce();
    }
  }

  @ParameterizedTest
  @EnumSource
  void while_the_broker_is_gone_java_jobs_run_and_flux_jobs_wait_for_the_next(Store store)
      throws Exception {
    Broker broker = Broker.start(directory);
    try (Schedulers schedulers = new Schedulers(broker.uri(), directory)) {
      Scheduler scheduler = start(schedulers, store);
      broker.kill();
      fireAndWait(scheduler);
      try (Broker _ = Broker.start(directory)) {
        runsOnce();
      }
    }
  }

  private Scheduler start(Schedulers schedulers, Store store) throws Exception {
    Scheduler scheduler = schedulers.create(store, Map.of());
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
    return scheduler;
  }

  private void fireAndWait(Scheduler scheduler) throws Exception {
    JobDetail job = Contract.job("flux", witness.says("ran"));
    scheduler.scheduleJob(job, Contract.now(job));
    Contract.await().until(() -> FluxExecutors.get(scheduler).active().size() == 1);
    while (!recorder.isEmpty()) {
      recorder.ended();
    }
    for (int firing = 0; firing < 10; firing++) {
      assertThat(recorder.ended().job()).isEqualTo("java");
    }
    assertThat(FluxExecutors.get(scheduler).active())
        .singleElement()
        .satisfies(run -> assertThat(run.jobId()).isEmpty());
    assertThat(witness.lines()).isEmpty();
  }

  private void runsOnce() throws InterruptedException {
    Recorder.Ended ended = recorder.ended();
    while (ended.job().equals("java")) {
      ended = recorder.ended();
    }
    assertThat(ended.error()).isNull();
    assertThat(witness.lines()).containsExactly("ran");
  }
}
