package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;

class CompletionsTest {
  private final Completions completions = new Completions(2);

  @Test
  void no_more_completions_of_flux_jobs_reach_the_store_at_once_than_it_has_connections_for()
      throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () ->
                      completions.complete(
                          trigger(),
                          job(FluxJob.class),
                          () -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            awaitLatch(release);
                            now.decrementAndGet();
                            done.incrementAndGet();
                          })));
    }
    await().until(() -> now.get() == 2);
    release.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(most).hasValue(2);
    assertThat(done).hasValue(20);
  }

  @Test
  void a_plain_job_is_not_throttled() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger now = new AtomicInteger();
    for (int i = 0; i < 5; i++) {
      Thread.ofVirtual()
          .start(
              () ->
                  completions.complete(
                      trigger(),
                      job(Job.class),
                      () -> {
                        now.incrementAndGet();
                        awaitLatch(release);
                      }));
    }

    await().until(() -> now.get() == 5);
    release.countDown();
  }

  @Test
  void a_detached_firing_is_not_completed() {
    Trigger firing = trigger();
    Completions.detach(firing);
    AtomicInteger completed = new AtomicInteger();

    completions.complete(firing, job(FluxJob.class), completed::incrementAndGet);

    assertThat(completed).hasValue(0);
  }

  private static Trigger trigger() {
    return TriggerBuilder.newTrigger().withIdentity("nightly").build();
  }

  private static JobDetail job(Class<? extends Job> type) {
    return JobBuilder.newJob(type).withIdentity("job").build();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
