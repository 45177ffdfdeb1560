package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.fluxjvm.FluxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalDecoderTest {
  private static final String FIRST = backlog(1, "submit", 1.0, "clean", 4.0);
  private static final String SECOND = backlog(2, "submit", 2.0, "clean", 3.0);
  private static final String END = "{\"id\":-1,\"events\":[]}";

  private static String backlog(int id, String one, double then, String other, double later) {
    return "{\"id\":%d,\"events\":[%s,%s],\"jobspec\":{\"version\":1}}"
        .formatted(id, event(one, then), event(other, later));
  }

  private static String event(String name, double time) {
    return "{\"timestamp\":" + time + ",\"name\":\"" + name + "\"}";
  }

  private static List<String> read(Journal journal, String... responses) {
    List<String> told = new ArrayList<>();
    JournalDecoder decoder = new JournalDecoder(journal);
    for (String response : responses) {
      decoder.decode(
          MemorySegment.ofArray(response.getBytes(StandardCharsets.UTF_8)),
          e -> told.add(e.isSentinel() ? "--" : e.id().dec() + " " + e.event().name()));
    }
    return told;
  }

  @Test
  void the_past_is_told_in_the_order_of_time_once_it_is_complete() {
    assertThat(read(Journal.full(), FIRST, SECOND)).isEmpty();
    assertThat(read(Journal.full(), FIRST, SECOND, END))
        .containsExactly("1 submit", "2 submit", "2 clean", "1 clean");
  }

  @Test
  void the_present_comes_as_it_is_after_the_sentinel() {
    String late = "{\"id\":3,\"events\":[" + event("submit", 0.5) + "]}";

    assertThat(read(Journal.live().includeSentinel(), FIRST, END, late))
        .containsExactly("1 submit", "1 clean", "--", "3 submit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"events\":[]}"})
  void a_response_of_no_job_is_not_taken_for_the_end_of_the_past(String response) {
    assertThatThrownBy(() -> read(Journal.full().includeSentinel(), response))
        .isInstanceOf(FluxException.class)
        .hasMessageContaining("events of no job");
    MemorySegment payload = MemorySegment.ofArray(response.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> new JournalCursor().read(payload)).isInstanceOf(FluxException.class);
  }

  @Test
  void what_was_read_before_is_left_out() {
    assertThat(read(Journal.full().since(2.0), FIRST, SECOND, END))
        .containsExactly("2 clean", "1 clean");
  }
}
