package org.fluxjvm.job;

import static java.nio.charset.StandardCharsets.UTF_8;
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

class EventLogFuzzTest {
  @FuzzTest
  void an_entry_is_read_as_a_json_parser_reads_it_or_refused(byte[] input) {
    watched(input);
    String text = new String(input, UTF_8);
    JobEvent event = parsed(text);
    List<JobEvent> inResponse = watched(Json.write(Json.object().put("event", text)));
    Optional<JsonNode> expected = EventOracle.tree(input).filter(EventOracle::isEvent);
    expected.ifPresent(tree -> assertThat(event).isNotNull());
    if (event == null) {
      assertThat(inResponse).isNull();
    } else {
      EventOracle.use(event);
      expected.ifPresent(tree -> EventOracle.assertSame(event, tree));
      assertThat(inResponse).isNotNull().singleElement().hasToString(event.toString());
    }
  }

  private static @Nullable JobEvent parsed(String text) {
    try {
      return JobEvent.parse(text);
    } catch (FluxException e) {
      assertThat(e.errno()).isEqualTo(Errno.EPROTO);
      return null;
    }
  }

  private static @Nullable List<JobEvent> watched(byte[] response) {
    List<JobEvent> events = new ArrayList<>();
    try {
      EventLog.decode(MemorySegment.ofArray(response), events::add);
      return events;
    } catch (FluxException e) {
      assertThat(e.errno()).isEqualTo(Errno.EPROTO);
      return null;
    }
  }
}
