package org.fluxjvm.scheduler.quartz;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobId;
import org.fluxjvm.scheduler.MemoryLedger;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.Timing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;

/** Schedulers after one another, which forget all but their ledger. */
abstract class ForgetfulSchedulers {
  static final Duration LONG = Duration.ofMinutes(5);

  @TempDir Path dir;
  final MemoryLedger ledger = new MemoryLedger(InstantSource.system());
  final Hours timing = new Hours();
  Flux flux;
  Scheduler scheduler;
  FluxScheduling scheduling;

  /** A time that goes on when a test says so. */
  static final class Hours implements Timing {
    private volatile Duration ahead = Duration.ZERO;
    private volatile CompletableFuture<Void> next = new CompletableFuture<>();

    @Override
    public Instant now() {
      return Instant.now().plus(ahead);
    }

    @Override
    public CompletableFuture<Void> after(Duration pause) {
      return next.copy();
    }

    synchronized void advance(Duration step) {
      ahead = ahead.plus(step);
      CompletableFuture<Void> reached = next;
      next = new CompletableFuture<>();
      reached.complete(null);
    }
  }

  @BeforeEach
  void start(TestInfo test) throws Exception {
    flux = Flux.open("embedded:" + test.getTestMethod().orElseThrow().getName());
    start();
  }

  final void start() throws Exception {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", "orphans");
    properties.put("org.quartz.threadPool.class", FluxThreadPool.class.getName());
    properties.put("org.quartz.jobStore.class", FluxRAMJobStore.class.getName());
    SchedulerRepository.getInstance().remove("orphans");
    scheduler = new StdSchedulerFactory(properties).getScheduler();
    scheduling =
        FluxScheduling.connect(
            scheduler,
            new FluxScheduling.Parts(
                flux, ledger, Optional.empty(), Optional.empty(), timing, Duration.ofSeconds(30)));
    scheduling.start();
    scheduler.start();
  }

  void leave() throws Exception {
    scheduling.close();
    scheduler.shutdown(false);
  }

  @AfterEach
  void stop() throws Exception {
    leave();
    flux.close();
  }

  JobId begin(JobDetail job) throws Exception {
    scheduler.scheduleJob(job, Schedulers.now("first"));
    await()
        .until(
            () ->
                ledger.open("orphans").stream()
                    .anyMatch(run -> run.state() instanceof RunState.Running));
    return ((RunState.Running) ledger.open("orphans").getFirst().state()).placement().job();
  }

  static JobId id(Firings.Ended ended) {
    return ended.job().id();
  }

  static String waitFor(Path file) {
    return "while [ ! -e %s ]; do sleep 0.05; done".formatted(file);
  }
}
