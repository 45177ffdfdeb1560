package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExchangeExecutorTest {
  private final CountDownLatch interrupted = new CountDownLatch(1);

  @Test
  void an_exchange_that_comes_after_the_end_is_rejected_to_the_server_instead_of_dying_alone() {
    ExchangeExecutor executor = new ExchangeExecutor(1, Duration.ofSeconds(10));
    executor.close();

    for (int i = 0; i < 3; i++) { // each time for want of a watchdog, not of a permit
      assertThatExceptionOfType(RejectedExecutionException.class)
          .isThrownBy(() -> executor.execute(interrupted::countDown))
          .withMessageNotContaining("too many");
    }

    assertThat(interrupted.getCount()).isEqualTo(1);
  }

  @Test
  void an_exchange_that_takes_too_long_is_interrupted() throws Exception {
    try (ExchangeExecutor executor = new ExchangeExecutor(1, Duration.ofMillis(20))) {
      executor.execute(
          () -> {
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              interrupted.countDown();
            }
          });

      assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
