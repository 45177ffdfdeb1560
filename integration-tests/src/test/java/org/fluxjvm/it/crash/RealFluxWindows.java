package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.JobState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The windows on a real instance, which outlives the schedulers. */
abstract class RealFluxWindows extends CrashWindows {
  private final FluxInstance instance = FluxInstance.builder().cores(16).start();

  @Override
  String flux() {
    return instance.uri();
  }

  @Override
  Set<String> lost() {
    return Set.of();
  }

  @Override
  Set<String> uncertain() {
    return Set.of();
  }

  @Override
  List<String> told() {
    return points()
        .filter(point -> !point.equals("after-complete"))
        .map(point -> point + " completed")
        .toList();
  }

  @Test
  void nothing_is_left_in_flux() {
    try (Flux flux = instance.open()) {
      assertThat(flux.jobs().list(JobQuery.mine().states(JobState.ACTIVE))).isEmpty();
    }
  }

  @Override
  @AfterAll
  void end() {
    instance.close();
  }
}
