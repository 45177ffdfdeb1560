package org.fluxjvm.rfc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FluxDurationTest {
  @ParameterizedTest
  @CsvSource({
    "2ms, 0.002",
    "0.1s, 0.1",
    "30, 30",
    "1.2h, 4320",
    "5m, 300",
    "0s, 0",
    "5d, 432000",
    "inf, Infinity",
    "INF, Infinity",
    "Infinity, Infinity",
    "+5, 5",
    ".5, 0.5",
    "1.e1, 10",
    "1e3m, 60000",
    "0x10, 16",
    "0x1d, 29",
    "0X1.8p3h, 43200",
    "0x10m, 960",
  })
  void seconds_are_those_of_the_rfc(String text, double seconds) {
    assertThat(FluxDuration.parseSeconds(text)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ms",
        ".",
        "5M",
        "5 ",
        " 5",
        "5 s",
        "1_000",
        "-5",
        "-0",
        "1e",
        "5mss",
        "5min",
        "nan",
        "infd",
        "infinityms",
        "1e400",
        "1e309d",
        "0x",
        "0xp3",
        "\u0665",
        "5\n",
        "- 5",
        "5s5",
      })
  void what_is_no_duration_is_refused(String text) {
    assertThatThrownBy(() -> FluxDuration.parseSeconds(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + text + "' is not a valid Flux Standard Duration: ");
  }

  @Test
  void an_unknown_unit_is_named() {
    assertThatThrownBy(() -> FluxDuration.parse("5min"))
        .hasMessageEndingWith(": 'min' is no unit: use ms, s, m, h or d");
  }

  @Test
  void a_very_long_text_is_refused_and_cut() {
    assertThatThrownBy(() -> FluxDuration.parse("9".repeat(1_000_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  @Test
  void infinity_is_refused_where_a_finite_duration_is_needed() {
    assertThatThrownBy(() -> FluxDuration.parse("inf"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it is infinite, and a finite duration is needed here");
  }

  @Test
  void a_duration_beyond_that_of_java_is_refused() {
    assertThatThrownBy(() -> FluxDuration.parse("1e300d"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it is more than 9223372036854775807 seconds");
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT0S, 0s",
    "90, PT1M30S, 1.5m",
    "90.005, PT1M30.005S, 90.005s",
    "61s, PT1M1S, 61s",
    "1.2h, PT1H12M, 1.2h",
    "48h, PT48H, 2d",
    "0.1, PT0.1S, 100ms",
    "0.0005ms, PT0.0000005S, 0.0005ms",
    "1.000000001, PT1.000000001S, 1000.000001ms",
    "9007199254740993.000000001, PT2501999792983H36M33.000000001S, 9007199254740993000.000001ms",
    "9223372036854775807, PT2562047788015215H30M7S, 9223372036854775807s",
    "1e-999999999, PT0S, 0s",
  })
  void durations_are_parsed_exactly_and_formatted_in_the_best_unit(
      String text, Duration duration, String formatted) {
    assertThat(FluxDuration.parse(text)).isEqualTo(duration);
    assertThat(FluxDuration.format(duration)).isEqualTo(formatted);
    assertThat(FluxDuration.parse(formatted)).isEqualTo(duration);
  }

  @Test
  void a_negative_duration_has_no_format() {
    assertThatThrownBy(() -> FluxDuration.format(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("duration must not be negative, got PT-1S: RFC 23 starts at zero");
  }
}
