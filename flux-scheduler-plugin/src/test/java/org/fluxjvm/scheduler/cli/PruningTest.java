package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fluxjvm.scheduler.RunHistory;
import org.junit.jupiter.api.Test;

class PruningTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void what_is_older_is_forgotten_again_and_again_and_a_failure_does_not_end_that() {
    List<Object> asked = new CopyOnWriteArrayList<>();
    RunHistory history =
        (RunHistory)
            Proxy.newProxyInstance(
                RunHistory.class.getClassLoader(),
                new Class<?>[] {RunHistory.class},
                (proxy, method, arguments) -> {
                  asked.add(method.getName() + " " + arguments[0]);
                  if (asked.size() == 1) {
                    throw new IllegalStateException("the database is away");
                  }
                  return 0;
                });

    try (Pruning _ =
        Pruning.start(
            history, Duration.ofDays(30), () -> NOW, Duration.ZERO, Duration.ofMillis(1))) {
      await().until(() -> asked.size() > 2);
    }

    assertThat(asked).containsOnly("prune 2026-10-23T12:00:00Z");
  }
}
