package org.fluxjvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors by number, and the exception that carries them. */
class ErrnoTest {
  @ParameterizedTest
  @EnumSource
  void an_error_is_found_by_its_number(Errno errno) {
    assertThat(Errno.of(errno.code())).isEqualTo(errno);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 41, 255, 256, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void a_number_without_a_name_is_unknown(int code) {
    assertThat(Errno.of(code)).isEqualTo(Errno.UNKNOWN);
  }

  @Test
  void an_exception_says_what_failed_how_and_why() {
    FluxException refused = new FluxException(22, "job-manager.kill", "job is inactive");
    assertThat(refused).hasMessage("job-manager.kill: EINVAL: job is inactive");
    assertThat(refused.errno()).isEqualTo(Errno.EINVAL);
    assertThat(refused.reason()).isEqualTo("job is inactive");
  }

  @Test
  void an_exception_without_a_text_has_that_of_its_number() {
    assertThat(new FluxException(2, "attr.get", null))
        .hasMessage("attr.get: ENOENT: No such file or directory");
    assertThat(new FluxException(41, "topic", "").getMessage()).startsWith("topic: errno 41: ");
  }

  @Test
  void limits_must_be_positive() {
    assertThatThrownBy(() -> Flux.builder().callLimit(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("callLimit");
    assertThatThrownBy(() -> Flux.builder().reconnectLimit(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reconnectLimit");
  }
}
