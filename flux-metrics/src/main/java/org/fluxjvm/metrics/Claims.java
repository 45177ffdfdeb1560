package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Registers meters that nobody has registered yet.
 *
 * <p>Whoever registers an id for the second time is given the meter of the first: both would count
 * into it, a second gauge would not be shown, and the first to close would take it from the other.
 */
final class Claims {
  private static final System.Logger LOG = System.getLogger(Claims.class.getName());

  private final MeterRegistry registry;
  private final Set<Meter> placeholders = Collections.newSetFromMap(new IdentityHashMap<>());
  private Consumer<Meter.Id> whenTaken = Claims::refuse;

  Claims(MeterRegistry registry) {
    this.registry = registry;
  }

  @SuppressWarnings("ReferenceEquality") // which of them, not one that is like it
  boolean isIn(MeterRegistry other) {
    return registry == other;
  }

  /** From now on what somebody else has is left to them, instead of being refused. */
  void settle() {
    whenTaken = Claims::leave;
  }

  /**
   * Registers a meter.
   *
   * @param id its id
   * @param registration registers it
   * @param placeholder makes what stands for it if somebody else has it, and is not registered
   * @throws IllegalStateException if somebody else has it, before this is {@linkplain #settle
   *     settled}
   */
  <M extends Meter> M claim(
      Meter.Id id,
      Function<MeterRegistry, ? extends M> registration,
      Function<Meter.Id, ? extends M> placeholder) {
    synchronized (registry) { // two binders could find it free at once
      if (!isTaken(registry, id)) {
        return registration.apply(registry);
      }
    }
    whenTaken.accept(id);
    M made = placeholder.apply(id);
    placeholders.add(made);
    return made;
  }

  /** A composite and what it is made of share their meters. */
  private static boolean isTaken(MeterRegistry registry, Meter.Id id) {
    return registry.find(id.getName()).tags(id.getTags()).meter() != null
        || (registry instanceof CompositeMeterRegistry composite
            && composite.getRegistries().stream().anyMatch(part -> isTaken(part, id)));
  }

  private static void refuse(Meter.Id id) {
    throw new IllegalStateException(
        id.getName()
            + " is in this registry already, with the tags "
            + id.getTags()
            + ": bind one binder only, or tell them apart by tags(...) or prefix(...)");
  }

  private static void leave(Meter.Id id) {
    LOG.log(
        System.Logger.Level.WARNING,
        "{0} {1} is in this registry already, and is not shown a second time",
        id.getName(),
        id.getTags());
  }

  void release(Meter meter) {
    if (!placeholders.remove(meter)) {
      registry.remove(meter);
    }
  }
}
