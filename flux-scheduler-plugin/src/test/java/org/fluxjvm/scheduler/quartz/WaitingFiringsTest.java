package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.JobState;
import org.fluxjvm.scheduler.CountedInstance;
import org.fluxjvm.scheduler.MemoryLedger;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.Timing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;

/** Firings under way, and what comes to them from outside. */
class WaitingFiringsTest {
  private final AtomicLong minutes = new AtomicLong();
  private final Timing timing =
      Timing.of(() -> Instant.now().plus(Duration.ofMinutes(minutes.get())));
  private final Flux flux = Flux.open("counted:" + UUID.randomUUID());
  private final MemoryLedger ledger = new MemoryLedger(timing::now);
  private final Firings firings = new Firings();
  private Scheduler scheduler;
  private FluxScheduling scheduling;

  @BeforeEach
  void start() throws SchedulerException {
    scheduler = Schedulers.inMemory("waiting");
    scheduler.getListenerManager().addJobListener(firings);
    scheduling =
        FluxScheduling.connect(
            scheduler,
            new FluxScheduling.Parts(
                flux, ledger, Optional.empty(), Optional.empty(), timing, Duration.ofHours(1)));
    scheduling.start();
    scheduler.start();
  }

  @AfterEach
  void end() throws SchedulerException {
    scheduler.shutdown(false);
    scheduling.close();
    flux.close();
  }

  @Test
  void a_firing_for_which_flux_came_back_too_late_is_treated_as_its_trigger_says_of_misfires()
      throws Exception {
    try (AutoCloseable _ = CountedInstance.lose(flux, CountedInstance.SUBMIT)) {
      fire("true", SimpleScheduleBuilder.repeatHourlyForever());
      await().until(() -> CountedInstance.requests(flux, CountedInstance.SUBMIT) > 0);
      minutes.set(2);
    }

    assertThat(firings.next().failure()).hasMessageContaining("misfired");
    try (var jobs = flux.jobs().list(JobQuery.everyone())) {
      assertThat(jobs).isEmpty();
    }
  }

  @Test
  void a_firing_that_is_run_however_late_is_run_when_flux_is_back() throws Exception {
    try (AutoCloseable _ = CountedInstance.lose(flux, CountedInstance.SUBMIT)) {
      fire(
          "true",
          SimpleScheduleBuilder.repeatHourlyForever()
              .withMisfireHandlingInstructionIgnoreMisfires());
      await().until(() -> CountedInstance.requests(flux, CountedInstance.SUBMIT) > 0);
      minutes.set(2);
    }

    assertThat(firings.next().job().isSuccess()).isTrue();
  }

  @Test
  void a_cancellation_that_is_only_in_the_ledger_is_heeded_at_the_next_look() throws Exception {
    fire("sleep 60", SimpleScheduleBuilder.repeatHourlyForever());
    await().until(() -> scheduling.executor().active().size() == 1);
    Run run = scheduling.executor().active().iterator().next();
    await().until(() -> run.state() == JobState.RUN);
    ledger.requestCancel(run.key(), "by hand");

    scheduling.sweep();

    assertThat(firings.next().failure()).hasMessageContaining("by hand");
  }

  private void fire(String script, SimpleScheduleBuilder often) throws SchedulerException {
    scheduler.scheduleJob(
        Schedulers.shell("job", script),
        TriggerBuilder.newTrigger().withIdentity("trigger").startNow().withSchedule(often).build());
  }
}
