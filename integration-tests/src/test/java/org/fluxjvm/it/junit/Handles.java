package org.fluxjvm.it.junit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test classes, which leave the handles that they were given. */
final class Handles {
  static final List<Flux> SEEN = new CopyOnWriteArrayList<>();

  private Handles() {}

  static EngineExecutionResults run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(DiscoverySelectors.selectClass(tests))
        .execute();
  }

  static void isClosed(Flux flux) {
    assertThatThrownBy(() -> flux.attribute("size")).isInstanceOf(FluxException.class);
  }
}
