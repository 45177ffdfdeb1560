package org.fluxjvm.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final String SUBMIT = "{\"timestamp\":1.0,\"name\":\"submit\",\"context\":{}}";
  private static final String ALLOC = "{\"timestamp\":2.0,\"name\":\"alloc\"}";

  private static JournalCursor read(String response) {
    JournalCursor cursor = new JournalCursor();
    cursor.read(MemorySegment.ofArray(response.getBytes(UTF_8)));
    return cursor;
  }

  private static List<JournalEvent> decode(String response) {
    return JournalBatch.of(read(response)).events();
  }

  @Test
  void a_request_names_what_to_read_and_the_ends_of_each_job() {
    assertThat(Journal.full().request(true)).isEqualTo(Json.parse("{\"full\":true}"));
    assertThat(Journal.live().allow("clean", "start").deny("memo", "clean").request(false))
        .isEqualTo(
            Json.parse(
                "{\"full\":false,"
                    + "\"allow\":{\"clean\":1,\"start\":1,\"submit\":1,\"invalidate\":1},"
                    + "\"deny\":{\"memo\":1}}"));
    assertThat(Journal.live().deny("submit").request(false))
        .isEqualTo(Json.parse("{\"full\":false}"));
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
    String end = "{\"id\":-1,\"events\":[]}";
    assertThat(read(end).isSentinel()).isTrue();
    assertThat(decode(end)).isEmpty();
  }

  @Test
  void a_job_without_matching_events_is_none_either() {
    assertThat(decode("{\"id\":7,\"events\":[],\"jobspec\":{}}")).isEmpty();
  }
}
