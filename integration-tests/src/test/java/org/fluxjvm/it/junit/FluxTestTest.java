package org.fluxjvm.it.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.fluxjvm.Flux;
import org.fluxjvm.junit.FluxTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who shares an instance with whom. */
class FluxTestTest {
  @BeforeEach
  void forget() {
    Handles.SEEN.clear();
  }

  @FluxTest(size = 2, cores = 3)
  static class Shared {
    private final Flux inConstructor;

    Shared(Flux flux) {
      this.inConstructor = flux;
    }

    @BeforeAll
    static void prepare(Flux flux) {
      Handles.SEEN.add(flux);
    }

    @BeforeEach
    void prepareEach(Flux flux) {
      Handles.SEEN.add(flux);
    }

    @Test
    void one(Flux flux) {
      Handles.SEEN.add(flux);
      assertThat(inConstructor).isSameAs(flux);
      assertThat(flux.resources().all().nodes()).isEqualTo(2);
      assertThat(flux.resources().all().cores()).isEqualTo(6);
    }

    @Test
    void two(Flux flux) {
      Handles.SEEN.add(flux);
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
        Handles.SEEN.add(flux);
      }
    }
  }

  @Test
  void a_class_shares_one_embedded_instance_which_is_closed_at_its_end() {
    Handles.run(Shared.class).testEvents().assertStatistics(all -> all.started(4).succeeded(4));

    assertThat(Handles.SEEN).hasSizeGreaterThan(6).containsOnly(Handles.SEEN.getFirst());
    Handles.isClosed(Handles.SEEN.getFirst());
  }

  static class OneMethod {
    @Test
    @FluxTest
    void with(Flux flux) {
      Handles.SEEN.add(flux);
      flux.attribute("size");
    }

    @Test
    @FluxTest(cores = 7)
    void with_another(Flux flux) {
      Handles.SEEN.add(flux);
      assertThat(flux.resources().all().cores()).isEqualTo(7);
    }

    @Test
    void without() {
      Handles.SEEN.forEach(Handles::isClosed);
    }
  }

  @Test
  void a_method_has_an_instance_for_itself() {
    Handles.run(OneMethod.class).testEvents().assertStatistics(all -> all.started(3).succeeded(3));

    assertThat(Handles.SEEN).hasSize(2).doesNotHaveDuplicates();
    assertThat(Handles.SEEN).allSatisfy(Handles::isClosed);
  }

  @FluxTest
  static class Overridden {
    @Test
    void of_the_class(Flux flux) {
      Handles.SEEN.add(flux);
    }

    @Test
    @FluxTest
    void of_the_method(Flux flux) {
      Handles.SEEN.add(flux);
    }
  }

  @Test
  void the_annotation_of_a_method_wins_over_that_of_its_class() {
    Handles.run(Overridden.class).testEvents().assertStatistics(all -> all.succeeded(2));

    assertThat(Handles.SEEN).hasSize(2).doesNotHaveDuplicates();
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
      Handles.SEEN.add(flux);
      assertThat(inConstructor).isSameAs(flux);
    }
  }

  @Test
  void the_constructor_of_a_class_that_is_made_once_has_the_instance_too() {
    Handles.run(MadeOnce.class).testEvents().assertStatistics(all -> all.succeeded(1));

    assertThat(Handles.SEEN).hasSize(1).allSatisfy(Handles::isClosed);
  }
}
