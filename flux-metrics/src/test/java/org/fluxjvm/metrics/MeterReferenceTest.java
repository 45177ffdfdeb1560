package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeterReferenceTest {
  private static final Path FILE = Path.of("METRICS.md");
  private static final Map<String, DocumentedMeter[]> SECTIONS = new LinkedHashMap<>();

  static {
    SECTIONS.put("The Flux instance", InstanceMeter.values());
    SECTIONS.put("Its jobs", JobMeter.values());
    SECTIONS.put("The client", ClientMeter.values());
  }

  @Test
  void the_documentation_says_what_the_binders_register() throws IOException {
    String written = Files.readString(FILE);
    String generated = written;
    for (var section : SECTIONS.entrySet()) {
      generated = MeterReference.replace(generated, section.getKey(), List.of(section.getValue()));
    }
    if (Boolean.getBoolean("metrics.write")) {
      Files.writeString(FILE, generated);
      return;
    }
    assertThat(written)
        .as("METRICS.md is out of date: mvn -pl flux-metrics -am test -Dmetrics.write=true")
        .isEqualTo(generated);
  }

  @Test
  void a_section_is_replaced_where_it_stands() {
    List<DocumentedMeter> up = List.of(InstanceMeter.UP);
    List<DocumentedMeter> poll = List.of(InstanceMeter.POLL);
    String both = MeterReference.replace(MeterReference.replace("# M\n", "a", poll), "b", poll);

    String changed = MeterReference.replace(both, "a", up);

    assertThat(changed).containsOnlyOnce("flux_up").containsOnlyOnce("flux_poll_seconds");
    assertThat(changed.indexOf("flux_up")).isLessThan(changed.indexOf("## b"));
    assertThat(MeterReference.replace(changed, "a", poll)).isEqualTo(both);
    assertThat(MeterReference.replace(both, "b", poll)).isEqualTo(both);
  }
}
