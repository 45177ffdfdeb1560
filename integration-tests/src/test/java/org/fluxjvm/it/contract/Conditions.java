package org.fluxjvm.it.contract;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what Flux tells with a delay. */
final class Conditions {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Conditions() {}

  static <T> T until(Supplier<T> value, Predicate<T> condition) {
    return await().atMost(LIMIT).until(value::get, condition);
  }
}
