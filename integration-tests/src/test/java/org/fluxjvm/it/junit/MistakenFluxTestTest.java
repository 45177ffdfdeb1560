package org.fluxjvm.it.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Tests that cannot have what they ask for. */
class MistakenFluxTestTest {
  @BeforeEach
  void forget() {
    Handles.SEEN.clear();
  }

  static class TooEarly {
    TooEarly(Flux flux) {
      Handles.SEEN.add(flux);
    }

    @Test
    @FluxTest
    void one() {}
  }

  @Test
  void a_constructor_has_no_instance_of_a_method() {
    Handles.run(TooEarly.class)
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
      Handles.SEEN.add(flux);
    }

    @Test
    void two(Flux flux) {
      Handles.SEEN.add(flux);
    }
  }

  @Test
  void an_instance_that_does_not_start_fails_its_class_once_with_the_reason() {
    EngineExecutionResults results = Handles.run(NeverStarts.class);

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
    assertThat(Handles.SEEN).isEmpty();
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
    Handles.run(WantsReal.class)
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
      Handles.SEEN.add(flux);
    }
  }

  @Test
  void two_kinds_need_a_class_template() {
    Handles.run(TwoKindsButNoTemplate.class)
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1, event(finishedWithFailure(message(text -> text.contains("by @ClassTemplate")))));
  }
}
