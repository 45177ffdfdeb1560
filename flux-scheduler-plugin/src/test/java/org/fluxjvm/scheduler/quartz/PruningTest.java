package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.StandingTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobDataMap;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

class PruningTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final StandingTime time = new StandingTime(Instant.parse("2026-11-22T11:00:00Z"));

  private Scheduler scheduler;

  @BeforeEach
  void schedule() throws SchedulerException {
    scheduler = Schedulers.inMemory("pruning");
  }

  @AfterEach
  void shutdown() throws SchedulerException {
    scheduler.shutdown();
  }

  @Test
  void what_is_older_is_forgotten_every_hour_and_a_failure_does_not_end_that() {
    List<String> asked = new ArrayList<>();
    RunHistory history =
        telling(
            before -> {
              synchronized (asked) {
                asked.add(before);
                if (asked.size() == 1) {
                  throw new IllegalStateException("the database is away");
                }
              }
            });

    try (Pruning _ = Pruning.start(history, Duration.ofDays(30), time, scheduler)) {
      assertThat(asked).isEmpty();
      for (int hours = 1; hours <= 3; hours++) {
        int expected = hours;
        time.advance(HOUR);
        await()
            .until(
                () -> {
                  synchronized (asked) {
                    return asked.size() == expected;
                  }
                });
      }
    }

    assertThat(asked)
        .containsExactly("2026-10-23T12:00:00Z", "2026-10-23T13:00:00Z", "2026-10-23T14:00:00Z");
  }

  @Test
  void what_a_paused_trigger_is_still_to_recover_is_not_forgotten() throws Exception {
    RunKey recovered =
        new RunKey("pruning", "DEFAULT.old", Instant.parse("2026-01-01T00:00:00Z"), 0);
    JobDetail job = Schedulers.shell("job", "true");
    scheduler.scheduleJob(
        job, RunTriggers.of(recovered, job.getKey(), new JobDataMap(), time.now()));
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    try (Pruning _ = Pruning.start(telling(asked::add), Duration.ofDays(30), time, scheduler)) {
      time.advance(HOUR);

      assertThat(asked.poll(20, TimeUnit.SECONDS)).isEqualTo("2026-01-01T00:00:00Z");
    }
  }

  private static RunHistory telling(Consumer<String> pruned) {
    return (RunHistory)
        Proxy.newProxyInstance(
            RunHistory.class.getClassLoader(),
            new Class<?>[] {RunHistory.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("prune");
              pruned.accept(String.valueOf(arguments[0]));
              return 0;
            });
  }
}
