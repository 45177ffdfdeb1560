package org.fluxjvm.scheduler.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.fluxjvm.scheduler.RetryPolicy;

/** Reads how often a job that fails is tried. */
final class Retries {
  private static final List<String> KEYS = List.of("tries", "backoff");
  private static final String EXAMPLE = "{ tries: 3, backoff: 1m }";
  private static final Duration BACKOFF = Duration.ofSeconds(10);

  private Retries() {}

  static Optional<RetryPolicy> read(Field field, Problems problems) {
    return Nested.read(field, KEYS, EXAMPLE, problems)
        .flatMap(
            nested -> {
              Optional<Integer> tries = nested.required("tries", Numbers.from(1));
              Optional<Duration> backoff = nested.optional("backoff", TimeValues::backoff, BACKOFF);
              return tries.flatMap(count -> backoff.map(rest -> new RetryPolicy(count, rest)));
            });
  }
}
