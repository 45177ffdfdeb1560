package org.fluxjvm.scheduler.schedule;

import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.Mark;

/** The rule that of a few keys one is given, and no two. */
final class OneOf {
  private OneOf() {}

  /** Tells of every key after the first. */
  static void check(Settings settings, List<Key<?>> keys, Problems problems) {
    List<Key<?>> given = settings.given(keys);
    for (Key<?> key : given.stream().skip(1).toList()) {
      problems.error(
          settings.value(key).orElseThrow().key(),
          "%s beside %s; exactly one of %s is allowed".formatted(key, given.getFirst(), all(keys)));
    }
  }

  /** Tells, at the job, that none is given. */
  static void require(
      Settings settings, List<Key<?>> keys, Mark job, String what, Problems problems) {
    if (settings.given(keys).isEmpty()) {
      problems.error(
          job, "the job has no %s; exactly one of %s is required".formatted(what, all(keys)));
    }
  }

  private static String all(List<Key<?>> keys) {
    return keys.stream().map(Key::toString).collect(Collectors.joining(", "));
  }
}
