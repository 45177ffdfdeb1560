package org.fluxjvm.scheduler.schedule;

import java.util.Optional;

/** Reads {@code true} and {@code false}, and none of YAML's other words for them. */
final class Truth {
  private Truth() {}

  static Optional<Boolean> read(Field field, Problems problems) {
    Optional<Boolean> truth =
        Scalars.plain(field.node())
            .filter(text -> text.equals("true") || text.equals("false"))
            .map(Boolean::valueOf);
    if (truth.isEmpty()) {
      problems.error(
          field.node().getStartMark(),
          "`%s` is %s; it must be `true` or `false`"
              .formatted(field.name(), Scalars.kind(field.node())));
    }
    return truth;
  }
}
