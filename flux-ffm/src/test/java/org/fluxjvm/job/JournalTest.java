package org.fluxjvm.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final String SUBMIT = "{\"timestamp\":1.0,\"name\":\"submit\",\"context\":{}}";
  private static final String ALLOC = "{\"timestamp\":2.0,\"name\":\"alloc\"}";

  private static List<JournalEvent> decode(String response) {
    List<JournalEvent> events = new ArrayList<>();
    Journal.decode(MemorySegment.ofArray(response.getBytes(UTF_8)), events::add);
    return events;
  }

  @Test
  void a_request_names_what_to_read() {
    assertThat(Journal.full().request()).isEqualTo(Map.of("full", true));
    assertThat(Journal.live().allow("clean", "start").deny("memo").request())
        .isEqualTo(
            Map.of(
                "full", false, "allow", Map.of("clean", 1, "start", 1), "deny", Map.of("memo", 1)));
  }

  @Test
  void jobspec_and_r_come_with_the_events_they_belong_to_wherever_they_stand() {
    List<JournalEvent> events =
        decode(
            "{\"jobspec\":{\"version\":1},\"events\":[%s,%s],\"R\":{\"version\":2},\"id\":42}"
                .formatted(SUBMIT, ALLOC));
    assertThat(events).extracting(JournalEvent::id).containsOnly(JobId.of(42));
    assertThat(events).extracting(event -> event.event().name()).containsExactly("submit", "alloc");
    assertThat(events.getFirst().jobspec().orElseThrow().path("version").asInt()).isEqualTo(1);
    assertThat(events.getFirst().resources()).isEmpty();
    assertThat(events.getLast().resources().orElseThrow().path("version").asInt()).isEqualTo(2);
    assertThat(events.getLast().jobspec()).isEmpty();
  }

  @Test
  void the_sentinel_is_no_event() {
    assertThat(decode("{\"id\":-1,\"events\":[]}")).isEmpty();
  }

  @Test
  void a_job_without_matching_events_is_none_either() {
    assertThat(decode("{\"id\":7,\"events\":[],\"jobspec\":{}}")).isEmpty();
  }
}
