package org.fluxjvm.it.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.it.JavaProcess;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class FluxTestTest {
  /** The handles that the classes below were given. */
  private static final List<Flux> SEEN = new CopyOnWriteArrayList<>();

  @AfterEach
  void forget() {
    SEEN.clear();
  }

  private static EngineExecutionResults run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
        .selectors(DiscoverySelectors.selectClass(tests))
        .execute();
  }

  private static void isClosed(Flux flux) {
    assertThatThrownBy(() -> flux.attribute("size")).isInstanceOf(FluxException.class);
  }

  @FluxTest(size = 2, cores = 3)
  static class Shared {
    private final Flux inConstructor;

    Shared(Flux flux) {
      this.inConstructor = flux;
    }

    @BeforeAll
    static void prepare(Flux flux) {
      SEEN.add(flux);
    }

    @BeforeEach
    void prepareEach(Flux flux) {
      SEEN.add(flux);
    }

    @Test
    void one(Flux flux) {
      SEEN.add(flux);
      assertThat(inConstructor).isSameAs(flux);
      assertThat(flux.resources().all().nodes()).isEqualTo(2);
      assertThat(flux.resources().all().cores()).isEqualTo(6);
    }

    @Test
    void two(Flux flux) {
      SEEN.add(flux);
    }

    @Test
    void another_handle_is_on_the_same_instance(Flux flux) {
      try (Flux another = Flux.open(flux.uri())) {
        assertThat(another.attribute("broker.uuid")).isEqualTo(flux.attribute("broker.uuid"));
      }
    }

    @Nested
    class Inner {
      @Test
      void three(Flux flux) {
        SEEN.add(flux);
      }
    }
  }

  @Test
  void a_class_shares_one_embedded_instance_which_is_closed_at_its_end() {
    run(Shared.class).testEvents().assertStatistics(all -> all.started(4).succeeded(4));

    assertThat(SEEN).hasSizeGreaterThan(6).containsOnly(SEEN.getFirst());
    isClosed(SEEN.getFirst());
  }

  static class OneMethod {
    @Test
    @FluxTest
    void with(Flux flux) {
      SEEN.add(flux);
      flux.attribute("size");
    }

    @Test
    @FluxTest(cores = 7)
    void with_another(Flux flux) {
      SEEN.add(flux);
      assertThat(flux.resources().all().cores()).isEqualTo(7);
    }

    @Test
    void without() {
      SEEN.forEach(FluxTestTest::isClosed);
    }
  }

  @Test
  void a_method_has_an_instance_for_itself() {
    run(OneMethod.class).testEvents().assertStatistics(all -> all.started(3).succeeded(3));

    assertThat(SEEN).hasSize(2).doesNotHaveDuplicates();
    assertThat(SEEN).allSatisfy(FluxTestTest::isClosed);
  }

  @FluxTest
  static class Overridden {
    @Test
    void of_the_class(Flux flux) {
      SEEN.add(flux);
    }

    @Test
    @FluxTest
    void of_the_method(Flux flux) {
      SEEN.add(flux);
    }
  }

  @Test
  void the_annotation_of_a_method_wins_over_that_of_its_class() {
    run(Overridden.class).testEvents().assertStatistics(all -> all.succeeded(2));

    assertThat(SEEN).hasSize(2).doesNotHaveDuplicates();
  }

  @FluxTest
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class MadeOnce {
    private final Flux inConstructor;

    MadeOnce(Flux flux) {
      this.inConstructor = flux;
    }

    @Test
    void one(Flux flux) {
      SEEN.add(flux);
      assertThat(inConstructor).isSameAs(flux);
    }
  }

  @Test
  void the_constructor_of_a_class_that_is_made_once_has_the_instance_too() {
    run(MadeOnce.class).testEvents().assertStatistics(all -> all.succeeded(1));

    assertThat(SEEN).hasSize(1).allSatisfy(FluxTestTest::isClosed);
  }

  static class TooEarly {
    TooEarly(Flux flux) {
      SEEN.add(flux);
    }

    @Test
    @FluxTest
    void one() {}
  }

  @Test
  void a_constructor_has_no_instance_of_a_method() {
    run(TooEarly.class)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("one"),
                finishedWithFailure(message(text -> text.contains("there is no instance here")))));
  }

  @FluxTest(size = -1)
  static class NeverStarts {
    @Test
    void one(Flux flux) {
      SEEN.add(flux);
    }

    @Test
    void two(Flux flux) {
      SEEN.add(flux);
    }
  }

  @Test
  void an_instance_that_does_not_start_fails_its_class_once_with_the_reason() {
    EngineExecutionResults results = run(NeverStarts.class);

    results.testEvents().assertStatistics(tests -> tests.started(0));
    results
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                container(NeverStarts.class),
                finishedWithFailure(
                    message(text -> text.contains("'nodes' must be an integer from 1")))));
    assertThat(SEEN).isEmpty();
  }

  @FluxTest
  static class WantsReal {
    @Test
    void one(FluxInstance instance) {
      instance.close();
    }
  }

  @Test
  void an_embedded_instance_is_no_FluxInstance_and_the_error_says_what_to_do() {
    run(WantsReal.class)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("one"),
                finishedWithFailure(
                    message(text -> text.contains("take a Flux, or say @FluxTest(REAL)")))));
  }

  @FluxTest({InstanceKind.EMBEDDED, InstanceKind.REAL})
  static class TwoKindsButNoTemplate {
    @Test
    void one(Flux flux) {
      SEEN.add(flux);
    }
  }

  @Test
  void two_kinds_need_a_class_template() {
    run(TwoKindsButNoTemplate.class)
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1, event(finishedWithFailure(message(text -> text.contains("by @ClassTemplate")))));
  }

  @FluxTest(value = InstanceKind.REAL, size = 2, cores = 4)
  static class Real {
    @Test
    void one(Flux flux, FluxInstance instance) {
      SEEN.add(flux);
      assertThat(flux.uri()).isEqualTo(instance.uri()).startsWith("local://");
      assertThat(flux.resources().all().nodes()).isEqualTo(2);
      assertThat(flux.resources().all().cores()).isEqualTo(8);
    }

    @Test
    void two(Flux flux) {
      SEEN.add(flux);
    }
  }

  @Test
  @EnabledIfFlux
  void a_real_instance_is_shared_and_ended_too() {
    run(Real.class).testEvents().assertStatistics(all -> all.succeeded(2));

    assertThat(SEEN).hasSize(2).containsOnly(SEEN.getFirst());
    assertThat(Path.of(SEEN.getFirst().uri().substring("local://".length()))).doesNotExist();
  }

  @ClassTemplate
  @FluxTest({InstanceKind.EMBEDDED, InstanceKind.REAL})
  static class OnBoth {
    @Test
    void one(Flux flux) {
      SEEN.add(flux);
    }

    @Nested
    class Inner {
      @Test
      void two(Flux flux) {
        SEEN.add(flux);
      }
    }
  }

  @Test
  @EnabledIfFlux
  void a_class_template_runs_on_one_kind_after_the_other() {
    run(OnBoth.class).testEvents().assertStatistics(all -> all.started(4).succeeded(4));

    assertThat(SEEN)
        .extracting(flux -> flux.uri().substring(0, flux.uri().indexOf(':')))
        .containsExactly("embedded", "embedded", "local", "local");
    assertThat(Stream.of(0, 2).map(SEEN::get)).doesNotHaveDuplicates();
    assertThat(SEEN.get(1)).isSameAs(SEEN.get(0));
    assertThat(SEEN.get(3)).isSameAs(SEEN.get(2));
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
