package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterReferenceTest {
  private static final Path FILE = Path.of("METRICS.md");
  private static final String HEADING = "The Flux instance";

  @Test
  void the_documentation_says_what_the_binder_registers() throws IOException {
    String written = Files.readString(FILE);
    String generated = MeterReference.replace(written, HEADING, List.of(InstanceMeter.values()));
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
