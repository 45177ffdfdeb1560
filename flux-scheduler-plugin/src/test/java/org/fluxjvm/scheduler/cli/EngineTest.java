package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.fluxjvm.Flux;
import org.junit.jupiter.api.Test;

class EngineTest {
  @Test
  void limits_reach_the_pool_and_the_submissions() throws Exception {
    Surroundings surroundings =
        new Surroundings(
            System.out, System.err, Map.of(), Path.of(""), Clock.systemUTC(), Optional::empty);
    Limits limits = new Limits(3, OptionalDouble.of(0.5), Duration.ofDays(1));
    try (Flux flux = Flux.open("embedded:");
        Engine engine =
            new Engine("limited", "one", new Store.Memory(), limits, flux, surroundings)) {
      assertThat(engine.pool().getPoolSize()).isEqualTo(3);
      assertThat(engine.scheduler().getContext().getWrappedMap()).containsValue("0.5");
    }
  }
}
