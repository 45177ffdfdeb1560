package org.fluxjvm.connector.libflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static long[] millis(Backoff backoff, int count) {
    return LongStream.generate(backoff::nextNanos)
        .limit(count)
        .map(TimeUnit.NANOSECONDS::toMillis)
        .toArray();
  }

  @Test
  void pauses_double_up_to_five_seconds_and_start_again_after_success() {
    Backoff backoff = new Backoff();
    assertThat(millis(backoff, 9)).containsExactly(50, 100, 200, 400, 800, 1600, 3200, 5000, 5000);
    backoff.reset();
    assertThat(millis(backoff, 2)).containsExactly(50, 100);
  }
}
