package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private static final RandomGenerator LEAST = drawing(false);
  private static final RandomGenerator MOST = drawing(true);

  private static RandomGenerator drawing(boolean most) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return most ? Long.MAX_VALUE : 0;
      }

      @Override
      public long nextLong(long bound) {
        return most ? bound - 1 : 0;
      }
    };
  }

  private static Duration rest(Duration backoff, int number, RandomGenerator random) {
    return new RetryPolicy(1, backoff).rest(new Attempt(number, 1), random);
  }

  @ParameterizedTest
  @CsvSource({"1,PT10S", "2,PT20S", "3,PT40S", "4,PT1M20S", "9,PT42M40S"})
  void the_rest_doubles_with_each_try(int number, Duration full) {
    assertThat(rest(Duration.ofSeconds(10), number, MOST)).isEqualTo(full);
  }

  @ParameterizedTest
  @CsvSource({"10", "31", "32", "1000", "2147483647"})
  void it_is_an_hour_at_most(int number) {
    assertThat(rest(Duration.ofSeconds(10), number, MOST)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void a_longer_one_that_somebody_asked_for_stays_what_it_is() {
    assertThat(rest(Duration.ofHours(3), 1, MOST)).isEqualTo(Duration.ofHours(3));
    assertThat(rest(Duration.ofHours(3), 5, MOST)).isEqualTo(Duration.ofHours(3));
  }

  @ParameterizedTest
  @CsvSource({"1,PT5S", "2,PT10S", "1000,PT30M"})
  void it_is_half_of_that_at_least(int number, Duration half) {
    assertThat(rest(Duration.ofSeconds(10), number, LEAST)).isEqualTo(half);
  }

  @Test
  void who_asks_for_none_has_none() {
    assertThat(rest(Duration.ZERO, 5, MOST)).isZero();
  }

  @Test
  void there_are_as_many_tries_as_it_says() {
    RetryPolicy thrice = new RetryPolicy(3, Duration.ZERO);

    assertThat(thrice.allowsAfter(new Attempt(2, 7))).isTrue();
    assertThat(thrice.allowsAfter(new Attempt(3, 1))).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(0, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(1, Duration.ofMillis(-1)));
  }
}
