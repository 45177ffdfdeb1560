package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobEventTest {
  @Test
  void an_entry_has_a_time_a_name_and_a_context() {
    JobEvent event =
        JobEvent.parse(
            "{\"timestamp\":1795361204.738374,\"name\":\"finish\",\"context\":{\"status\":256}}\n");
    assertThat(event.timestamp()).isEqualTo(1795361204.738374);
    assertThat(event.time()).isEqualTo(Instant.parse("2026-11-22T15:26:44.738374Z"));
    assertThat(event.name()).isEqualTo("finish");
    assertThat(event.context().path("status").asInt()).isEqualTo(256);
    assertThat(event).hasToString("2026-11-22T15:26:44.738374Z finish {\"status\":256}");
  }

  @Test
  void a_context_may_be_missing_and_names_may_be_unknown() {
    JobEvent event = JobEvent.parse("{\"name\":\"debug.ƒoo\",\"timestamp\":0.0,\"other\":[]}");
    assertThat(event.name()).isEqualTo("debug.ƒoo");
    assertThat(event.context().isObject()).isTrue();
    assertThat(event.context().isEmpty()).isTrue();
    assertThat(event).hasToString("1970-01-01T00:00:00Z debug.ƒoo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"timestamp\":1.0}",
        "{\"timestamp\":\"x\",\"name\":\"a\"}",
        "{\"timestamp\":1e300,\"name\":\"a\"}",
        "{\"timestamp\":-1e999,\"name\":\"a\"}",
        "{\"timestamp\":1,\"name\":\"a\",\"context\":12}",
        "{\"timestamp\":1,\"name\":\"a\",\"context\":[]}"
      })
  void what_is_no_event_is_a_protocol_error(String json) {
    assertThatThrownBy(() -> JobEvent.parse(json))
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EPROTO));
  }
}
