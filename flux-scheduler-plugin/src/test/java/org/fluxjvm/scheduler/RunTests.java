package org.fluxjvm.scheduler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.scheduler.FaultyLedger.Side;
import org.fluxjvm.scheduler.RunRequest.Chained;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the tests of runs share: an embedded instance, a ledger, and jobs that tell that they ran.
 */
abstract class RunTests {
  /** Due before any scheduler here starts. */
  final RunKey due = new RunKey("test", "DEFAULT.job", Instant.now(), 0);

  final Flux flux = Flux.open("embedded:");
  final MemoryLedger ledger = new MemoryLedger(InstantSource.system());
  @TempDir Path directory;

  @AfterEach
  void close() {
    flux.close();
  }

  Mark mark(RunKey key) {
    return new Mark(key, "DEFAULT.job", Attempt.FIRST, ledger.identity());
  }

  FaultyLedger watched(BiConsumer<Side, String> hook) {
    return new FaultyLedger(ledger, hook);
  }

  RunExecutor executor(RunLedger runs) {
    return RunExecutor.builder(flux).ledger(runs).build();
  }

  RunRequest witnessed(RunKey key) {
    return request(key, "echo ran >> " + directory.resolve(key.id()), RunPolicy.DEFAULT, List.of());
  }

  long witnesses(RunKey key) throws IOException {
    Path file = directory.resolve(key.id());
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  RunRequest request(String script) {
    return request(script, RunPolicy.DEFAULT, List.of());
  }

  RunRequest request(String script, RunPolicy policy, List<Chained> successors) {
    return request(due, script, policy, successors);
  }

  static RunRequest request(RunKey key, String script, RunPolicy policy, List<Chained> successors) {
    Jobspec jobspec = JobspecV1.fromCommand(List.of("sh", "-c", script)).name("job").build();
    return new RunRequest(key, "DEFAULT.job", "firing", jobspec, 16, policy, successors);
  }

  static RunKey key(String trigger) {
    return new RunKey("test", "DEFAULT." + trigger, Instant.now(), 0);
  }

  List<JobInfo> jobs() {
    try (var listing = flux.jobs().list(JobQuery.everyone())) {
      List<JobInfo> jobs = new ArrayList<>();
      listing.forEach(jobs::add);
      return jobs;
    }
  }

  long activeJobs() {
    return jobs().stream().filter(job -> job.state() != JobState.INACTIVE).count();
  }

  static RunResult end(Run run) throws Exception {
    return run.result().get(30, TimeUnit.SECONDS);
  }

  static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
