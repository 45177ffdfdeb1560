package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

class JournalFuzzTest {

  @FuzzTest
  void a_response_is_read_as_a_json_parser_reads_it_or_refused(byte[] input) {
    List<JournalEvent> events = decode(input);
    List<JobEvent> walked = walk(input);
    Optional<JsonNode> expected = EventOracle.tree(input).filter(JournalFuzzTest::isResponse);
    expected.ifPresent(tree -> assertThat(events).isNotNull());
    if (events != null) {
      events.forEach(JournalFuzzTest::use);
      expected.ifPresent(tree -> assertSame(events, tree));
      assertThat(walked)
          .isNotNull()
          .map(JobEvent::toString)
          .isEqualTo(events.stream().map(event -> event.event().toString()).toList());
    }
  }

  private static @Nullable List<JournalEvent> decode(byte[] input) {
    JournalCursor cursor = new JournalCursor();
    try {
      cursor.read(MemorySegment.ofArray(input));
      return JournalBatch.of(cursor).events();
    } catch (FluxException e) {
      assertThat(e.errno()).isEqualTo(Errno.EPROTO);
      return null;
    }
  }

  private static @Nullable List<JobEvent> walk(byte[] input) {
    List<JobEvent> events = new ArrayList<>();
    JournalCursor cursor = new JournalCursor();
    try {
      cursor.read(MemorySegment.ofArray(input));
      while (cursor.hasEvent()) {
        events.add(cursor.nextEvent());
      }
      return events;
    } catch (FluxException e) {
      assertThat(e.errno()).isEqualTo(Errno.EPROTO);
      return null;
    }
  }

  private static boolean isResponse(JsonNode tree) {
    JsonNode id = tree.path("id");
    return id.isIntegralNumber()
        && id.canConvertToLong()
        && tree.path("events").isArray()
        && tree.path("events").valueStream().allMatch(EventOracle::isEvent);
  }

  private static void assertSame(List<JournalEvent> events, JsonNode tree) {
    long id = tree.path("id").longValue();
    List<JsonNode> expected = id == -1 ? List.of() : tree.path("events").valueStream().toList();
    assertThat(events).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      JournalEvent event = events.get(i);
      assertThat(event.id().value()).isEqualTo(id);
      EventOracle.assertSame(event.event(), expected.get(i));
      event.jobspec().ifPresent(jobspec -> assertThat(jobspec).isEqualTo(tree.path("jobspec")));
      event.resources().ifPresent(r -> assertThat(r).isEqualTo(tree.path("R")));
    }
  }

  private static void use(JournalEvent event) {
    EventOracle.use(event.event());
    assertThat(event.toString()).startsWith(event.id().toString());
  }
}
