package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static List<String> areas(Class<?> connector) {
    return Stream.of(connector.getDeclaredClasses())
        .map(area -> area.getSuperclass().getSimpleName())
        .sorted()
        .toList();
  }

  @Test
  void both_connectors_run_the_same_areas_but_for_the_job_shell() {
    List<String> both = new ArrayList<>(areas(OnRealFluxTest.class));
    assertThat(both.remove("JobShellContract")).isTrue();
    assertThat(areas(OnEmbeddedTest.class)).isNotEmpty().isEqualTo(both);
  }
}
