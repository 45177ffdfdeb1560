package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.fluxjvm.FluxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalDecoderTest {
  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"events\":[]}"})
  void a_response_of_no_job_is_not_taken_for_the_end_of_the_past(String response) {
    MemorySegment payload = MemorySegment.ofArray(response.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> JournalDecoder.decode(payload))
        .isInstanceOf(FluxException.class)
        .hasMessageContaining("events of no job");
    assertThatThrownBy(() -> new JournalCursor().read(payload)).isInstanceOf(FluxException.class);
  }
}
