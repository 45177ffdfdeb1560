package org.fluxjvm.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {
  private static JsonCursor cursor(String json) {
    return new JsonCursor("test", MemorySegment.ofArray(json.getBytes(UTF_8)));
  }

  private static String string(String json) {
    return new String(cursor(json).takeString(), UTF_8);
  }

  @Test
  void fields_are_found_among_others_of_any_shape() {
    JsonCursor cursor =
        cursor(" { \"x\" : [ {\"a\":\"}]\\\"\"} , 1.5e3, null ] ,\"id\": 42, \"y\":\"z\" } ");
    List<Long> ids = new ArrayList<>();
    cursor.expect('{');
    while (cursor.nextKey()) {
      if (cursor.keyIs(JobEvent.ascii("id"))) {
        ids.add(cursor.takeLong());
      } else {
        cursor.skipValue();
      }
    }
    assertThat(ids).containsExactly(42L);
  }

  @Test
  void an_empty_object_has_no_keys() {
    JsonCursor cursor = cursor("{}");
    cursor.expect('{');
    assertThat(cursor.nextKey()).isFalse();
  }

  @Test
  void ids_are_signed_and_have_64_bits() {
    assertThat(cursor("9223372036854775807").takeLong()).isEqualTo(Long.MAX_VALUE);
    assertThat(cursor("-9223372036854775808").takeLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(cursor("-1").takeLong()).isEqualTo(-1);
    assertThat(cursor("18446744073709551615").takeLong()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "18446744073709551616",
        "-9223372036854775809",
        "100000000000000000000",
        "99999999999999999999999999999999999999",
      })
  void an_integer_of_more_bits_is_malformed(String json) {
    assertThatThrownBy(() -> cursor(json).takeLong())
        .isInstanceOf(FluxException.class)
        .hasMessageContaining("an integer of 64 bits expected");
  }

  @Test
  void keys_and_names_may_have_escapes() {
    JsonCursor cursor = cursor("{\"n\\u0061me\":\"st\\u0061rt\"}");
    cursor.expect('{');
    assertThat(cursor.nextKey()).isTrue();
    assertThat(cursor.keyIs(JobEvent.ascii("name"))).isTrue();
    assertThat(cursor.takeName(new NameTable("start"))).isEqualTo("start");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.5",
        "1795361204.7383747",
        "0.1",
        "1e300",
        "2.5E-3",
        "123456789012345678901234567890",
        "0.0000000000000000000001",
        "0.00000000000000000001234567",
        "9007199254740993.5"
      })
  void numbers_are_read_to_the_last_bit(String number) {
    assertThat(cursor(number).takeDouble()).isEqualTo(Double.parseDouble(number));
  }

  @Test
  void random_numbers_are_too() {
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      String digits = Long.toString(random.nextLong() >>> (1 + random.nextInt(62)));
      int point = random.nextInt(digits.length() + 1);
      String number = (point == 0 ? "0" : digits.substring(0, point)) + "." + digits + "0";
      assertThat(cursor(number).takeDouble()).as(number).isEqualTo(Double.parseDouble(number));
    }
  }

  @Test
  void times_are_as_near_as_a_double_can_be() {
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      String time =
          (1_700_000_000 + random.nextInt(200_000_000)) + "." + random.nextInt(10_000_000);
      assertThat(cursor(time).takeDouble()).as(time).isEqualTo(Double.parseDouble(time));
      long large = (1L << 52) + random.nextInt();
      assertThat(cursor(large + ".5").takeDouble()).isEqualTo(Double.parseDouble(large + ".5"));
    }
  }

  @Test
  void strings_are_unescaped() {
    assertThat(string("\"a\\n\\t\\r\\b\\f\\/\\\\\\\"\\u0041\\u00e9\""))
        .isEqualTo("a\n\t\r\b\f/\\\"Aé");
    assertThat(string("\"ƒ\\ud83d\\ude00😀\"")).isEqualTo("ƒ😀😀");
  }

  @Test
  void a_surrogate_without_its_other_half_takes_nothing_with_it() {
    assertThat(string("\"\\ud83dabcdef\"")).endsWith("abcdef");
    assertThat(string("\"\\ud83d\\u0041\"")).endsWith("A");
    assertThat(string("\"\\ud83d\"")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"", "\"abc", "\"abc\\", "\"abc\\\"", "\"\\u12\"", "\"\\u12xy\"", "", "abc"})
  void a_string_that_is_none_is_a_protocol_error(String json) {
    assertThatThrownBy(() -> string(json))
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EPROTO));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":[",
        "{\"a\":[1",
        "{\"a\":\"",
        "{\"a\":}",
        "[",
        "{1:2}"
      })
  void what_ends_too_early_or_is_no_json_is_a_protocol_error(String json) {
    assertThatThrownBy(
            () -> {
              JsonCursor cursor = cursor(json);
              cursor.expect('{');
              while (cursor.nextKey()) {
                cursor.skipValue();
              }
            })
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EPROTO));
  }

  @Test
  void every_prefix_of_an_event_is_refused_and_nothing_else_happens() {
    String event =
        "{\"timestamp\":1.5,\"name\":\"exception\",\"context\":{\"note\":\"\\u00e9\\n"
            + "\",\"x\":[1]}}";
    assertThat(JobEvent.parse(event).name()).isEqualTo("exception");
    for (int length = 0; length < event.length(); length++) {
      String prefix = event.substring(0, length);
      assertThatThrownBy(() -> JobEvent.parse(prefix)).as(prefix).isInstanceOf(FluxException.class);
    }
  }
}
