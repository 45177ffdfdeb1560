package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.fluxjvm.FluxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalCursorTest {
  private static final String SUBMIT = "{\"timestamp\":1.0,\"name\":\"submit\"}";

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"events\":[]}"})
  void a_response_of_no_job_is_not_taken_for_the_end_of_the_past(String response) {
    assertThatThrownBy(() -> new JournalCursor().read(payload(response)))
        .isInstanceOf(FluxException.class)
        .hasMessageContaining("events of no job");
  }

  @Test
  void what_a_response_carried_does_not_stick_to_the_next_one() {
    JournalCursor cursor = new JournalCursor();
    cursor.read(
        payload("{\"id\":1,\"events\":[%s],\"jobspec\":{\"version\":1}}".formatted(SUBMIT)));
    assertThat(cursor.hasEvent()).isTrue();
    assertThat(cursor.nextJournalEvent().jobspec()).isPresent();
    cursor.read(payload("{\"id\":2,\"events\":[%s]}".formatted(SUBMIT)));
    assertThat(cursor.hasEvent()).isTrue();
    assertThat(cursor.nextJournalEvent().jobspec()).isEmpty();
    assertThat(cursor.hasEvent()).isFalse();
  }

  private static MemorySegment payload(String response) {
    return MemorySegment.ofArray(response.getBytes(StandardCharsets.UTF_8));
  }
}
