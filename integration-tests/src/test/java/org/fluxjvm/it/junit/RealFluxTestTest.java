package org.fluxjvm.it.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.it.JavaProcess;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tests on real Flux, where there is one and where there is none. */
class RealFluxTestTest {
  @BeforeEach
  void forget() {
    Handles.SEEN.clear();
  }

  @FluxTest(value = InstanceKind.REAL, size = 2, cores = 4)
  static class Real {
    @Test
    void one(Flux flux, FluxInstance instance) {
      Handles.SEEN.add(flux);
      assertThat(flux.uri()).isEqualTo(instance.uri()).startsWith("local://");
      assertThat(flux.resources().all().nodes()).isEqualTo(2);
      assertThat(flux.resources().all().cores()).isEqualTo(8);
    }

    @Test
    void two(Flux flux) {
      Handles.SEEN.add(flux);
    }
  }

  @Test
  @EnabledIfFlux
  void a_real_instance_is_shared_and_ended_too() {
    Handles.run(Real.class).testEvents().assertStatistics(all -> all.succeeded(2));

    assertThat(Handles.SEEN).hasSize(2).containsOnly(Handles.SEEN.getFirst());
    assertThat(Path.of(Handles.SEEN.getFirst().uri().substring("local://".length())))
        .doesNotExist();
  }

  @ClassTemplate
  @FluxTest({InstanceKind.EMBEDDED, InstanceKind.REAL})
  static class OnBoth {
    @Test
    void one(Flux flux) {
      Handles.SEEN.add(flux);
    }

    @Nested
    class Inner {
      @Test
      void two(Flux flux) {
        Handles.SEEN.add(flux);
      }
    }
  }

  @Test
  @EnabledIfFlux
  void a_class_template_runs_on_one_kind_after_the_other() {
    Handles.run(OnBoth.class).testEvents().assertStatistics(all -> all.started(4).succeeded(4));

    assertThat(Handles.SEEN)
        .extracting(flux -> flux.uri().substring(0, flux.uri().indexOf(':')))
        .containsExactly("embedded", "embedded", "local", "local");
    assertThat(Stream.of(0, 2).map(Handles.SEEN::get)).doesNotHaveDuplicates();
    assertThat(Handles.SEEN.get(1)).isSameAs(Handles.SEEN.get(0));
    assertThat(Handles.SEEN.get(3)).isSameAs(Handles.SEEN.get(2));
  }

  @EnabledIfFlux
  static class Asks {
    @Test
    void one() {}
  }

  @Test
  void without_flux_what_is_real_is_skipped_which_one_line_says() throws Exception {
    ProcessBuilder java =
        JavaProcess.of(
            LauncherProgram.class,
            Real.class.getName(),
            OnBoth.class.getName(),
            Asks.class.getName());
    java.environment().put("PATH", "/nosuch");
    Process machine = java.start();

    assertThat(machine.inputReader().lines())
        .containsExactly(
            "*** SKIPPED: no `flux` on the PATH: tests on real Flux are skipped ***",
            "0 tests succeeded, 0 failed, 0 and 1 containers skipped",
            "2 tests succeeded, 0 failed, 1 and 1 containers skipped",
            "0 tests succeeded, 0 failed, 0 and 1 containers skipped");
    assertThat(machine.waitFor()).isZero();
  }
}
