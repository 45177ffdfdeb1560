package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.scheduler.MemoryLedger;
import org.fluxjvm.scheduler.StandingTime;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;

class ChoresTest {
  private final MemoryLedger ledger = new MemoryLedger(InstantSource.system());
  private final StandingTime time = new StandingTime(Instant.now());

  @SuppressWarnings("NullAway.Init") // each start makes one
  private Scheduler scheduler;

  private FluxScheduling start(Flux flux) throws Exception {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", "chores");
    properties.put("org.quartz.threadPool.class", FluxThreadPool.class.getName());
    properties.put("org.quartz.jobStore.class", FluxRAMJobStore.class.getName());
    SchedulerRepository.getInstance().remove("chores");
    if (scheduler != null) {
      scheduler.shutdown(false);
    }
    scheduler = new StdSchedulerFactory(properties).getScheduler();
    FluxScheduling scheduling =
        FluxScheduling.connect(
            scheduler,
            new FluxScheduling.Parts(
                flux, ledger, Optional.empty(), Optional.empty(), time, Duration.ofSeconds(30)));
    scheduling.start();
    scheduler.start();
    return scheduling;
  }

  @Test
  void nothing_is_done_for_a_scheduler_that_is_detached_before_the_next_start_does_it()
      throws Exception {
    try (Flux flux = Flux.open("embedded:chores")) {
      FluxScheduling first = start(flux);
      JobId done = runOnce();
      first.close();
      JobId held =
          flux.jobs()
              .submit(flux.jobs().submittedJobspec(done), new SubmitOptions(SubmitOptions.HOLD, 0));

      assertThat(time.isAwaited()).isFalse();
      assertThat(flux.jobs().get(held).orElseThrow().state()).isEqualTo(JobState.SCHED);

      FluxScheduling second = start(flux);
      assertThat(flux.jobs().result(held).outcome()).isEqualTo(JobResult.Outcome.CANCELED);
      assertThat(time.isAwaited()).isTrue();
      second.close();
    } finally {
      scheduler.shutdown(false);
    }
  }

  private JobId runOnce() throws Exception {
    Firings firings = new Firings();
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.scheduleJob(Schedulers.shell("job", "true"), Schedulers.now("once"));
    return firings.next().job().id();
  }
}
