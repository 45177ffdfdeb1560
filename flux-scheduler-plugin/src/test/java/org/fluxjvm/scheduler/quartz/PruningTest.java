package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fluxjvm.scheduler.RunHistory;
import org.junit.jupiter.api.Test;
import org.fluxjvm.scheduler.StandingTime;

class PruningTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final StandingTime time = new StandingTime(Instant.parse("2026-11-22T11:00:00Z"));

  @Test
  void what_is_older_is_forgotten_every_hour_and_a_failure_does_not_end_that() {
    List<Object> asked = new ArrayList<>();
    RunHistory history =
        (RunHistory)
            Proxy.newProxyInstance(
                RunHistory.class.getClassLoader(),
                new Class<?>[] {RunHistory.class},
                (proxy, method, arguments) -> {
                  synchronized (asked) {
                    asked.add(method.getName() + " " + arguments[0]);
                    if (asked.size() == 1) {
                      throw new IllegalStateException("the database is away");
                    }
                    return 0;
                  }
                });

    try (Pruning _ = Pruning.start(history, Duration.ofDays(30), time)) {
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
        .containsExactly(
            "prune 2026-10-23T12:00:00Z",
            "prune 2026-10-23T13:00:00Z",
            "prune 2026-10-23T14:00:00Z");
  }
}
