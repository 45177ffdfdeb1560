package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What holds for each binder.
 *
 * @param <B> the binder
 */
@Timeout(120)
@SuppressWarnings({"exports", "try"}) // JUnit is not exported, and a binder is not slow to close
public abstract class BinderContract<B extends MeterBinder & AutoCloseable> {
  private static final Tags NONE = Tags.empty();

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final Deque<B> binders = new ArrayDeque<>();

  /** Begins with an empty registry. */
  protected BinderContract() {}

  /** Makes a binder of the same thing as all others. */
  protected abstract B make(String prefix, Tags tags);

  /**
   * Has what the binder meters happen once to all that were made, and waits until some binder has
   * counted it in the registry.
   */
  protected abstract void happen(MeterRegistry registry);

  /** Meters of which {@link #happen} raises one by one. */
  protected abstract DocumentedMeter counted();

  /** Tags that only that one has. */
  protected Tags countedTags() {
    return NONE;
  }

  /** All meters of the binder. */
  protected abstract List<? extends DocumentedMeter> documented();

  private B binder(String prefix, Tags tags) {
    B made = make(prefix, tags);
    binders.push(made);
    return made;
  }

  private B bound(Tags tags) {
    B made = binder("", tags);
    made.bindTo(registry);
    return made;
  }

  /** Closes what is metered, after the binders. */
  protected void release() {}

  @AfterEach
  void closeAll() throws Exception {
    for (B binder : binders) {
      binder.close();
    }
    release();
  }

  @Test
  void a_registry_that_is_bound_twice_counts_once() throws Exception {
    B binder = bound(NONE);
    happen(registry);
    List<Meter> before = registry.getMeters();

    binder.bindTo(registry);

    assertThat(registry.getMeters()).containsExactlyInAnyOrderElementsOf(before);
    double counted = count(NONE);
    happen(registry);
    await().untilAsserted(() -> assertThat(count(NONE)).isEqualTo(counted + 1));
    binder.close();
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void two_with_tags_of_their_own_both_count_and_one_goes_on_without_the_other() throws Exception {
    Tags left = Tags.of("instance", "left");
    Tags right = Tags.of("instance", "right");
    B first = bound(left);
    bound(right);
    happen(registry);
    await().untilAsserted(() -> assertThat(count(left)).isEqualTo(count(right)).isPositive());

    first.close();

    assertThat(registry.getMeters())
        .isNotEmpty()
        .allMatch(meter -> "right".equals(meter.getId().getTag("instance")));
    double counted = count(right);
    happen(registry);
    await().untilAsserted(() -> assertThat(count(right)).isEqualTo(counted + 1));
  }

  @Test
  void two_that_nothing_tells_apart_are_refused_and_nothing_of_the_second_is_left()
      throws Exception {
    bound(NONE);
    happen(registry);
    List<Meter> before = registry.getMeters();
    double counted = count(NONE);
    B second = binder("", NONE);

    assertThatIllegalStateException()
        .isThrownBy(() -> second.bindTo(registry))
        .withMessageContaining("flux.")
        .withMessageContaining("tags(...)");

    assertThat(registry.getMeters()).containsExactlyInAnyOrderElementsOf(before);
    second.close();
    assertThat(registry.getMeters()).containsExactlyInAnyOrderElementsOf(before);
    happen(registry);
    await().untilAsserted(() -> assertThat(count(NONE)).isEqualTo(counted + 1));
  }

  @Test
  void a_meter_of_somebody_else_is_neither_taken_nor_removed() {
    Meter.Id taken = oneFromTheStart();
    Meter theirs = Gauge.builder(taken.getName(), () -> 7).tags(taken.getTags()).register(registry);

    assertThatIllegalStateException()
        .isThrownBy(() -> bound(NONE))
        .withMessageContaining(taken.getName());

    assertThat(registry.getMeters()).containsExactly(theirs);
  }

  private Meter.Id oneFromTheStart() {
    MeterRegistry empty = new SimpleMeterRegistry();
    binder("", NONE).bindTo(empty);
    return empty.getMeters().stream()
        .map(Meter::getId)
        .filter(id -> documented().stream().anyMatch(m -> m.getName().equals(id.getName())))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_composite_and_what_it_is_made_of_are_one_registry() {
    CompositeMeterRegistry composite = new CompositeMeterRegistry();
    composite.add(registry);
    bound(NONE);

    assertThatIllegalStateException().isThrownBy(() -> binder("", NONE).bindTo(composite));

    assertThat(composite.getMeters()).isEmpty();
  }

  @Test
  void close_removes_all_meters_and_no_others_and_cannot_be_undone() throws Exception {
    registry.counter("mine").increment();
    B binder = bound(NONE);
    happen(registry);

    binder.close();
    binder.close();

    assertThat(registry.getMeters()).extracting(m -> m.getId().getName()).containsExactly("mine");
    assertThatIllegalStateException()
        .isThrownBy(() -> binder.bindTo(registry))
        .withMessageContaining("closed");
  }

  @Test
  void names_get_the_prefix_and_tags_are_added_but_replace_none() {
    String own = counted().tags().isEmpty() ? "other" : counted().tags().getFirst().key();
    B binder = binder("hpc", Tags.of("cluster", "tuolumne", own, "mine"));
    binder.bindTo(registry);
    happen(registry);

    assertThat(registry.getMeters())
        .isNotEmpty()
        .extracting(Meter::getId)
        .allMatch(id -> id.getName().startsWith("hpc."))
        .allMatch(id -> "tuolumne".equals(id.getTag("cluster")));
    assertThat(registry.find("hpc." + counted().getName()).meters())
        .isNotEmpty()
        .noneMatch(meter -> !own.equals("other") && "mine".equals(meter.getId().getTag(own)));
  }

  @Test
  void what_is_registered_is_documented() {
    bound(NONE);
    happen(registry);

    Documented.checkEach(registry, documented());
  }

  private double count(Tags tags) {
    return registry.find(counted().getName()).tags(tags.and(countedTags())).meters().stream()
        .mapToDouble(meter -> meter.measure().iterator().next().getValue())
        .sum();
  }
}
