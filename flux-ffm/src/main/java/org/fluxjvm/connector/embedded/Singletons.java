package org.fluxjvm.connector.embedded;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The jobs of one user and name, among which those that depend on being the only one wait for all
 * the others, and then for each other. Confined to the loop.
 */
final class Singletons {
  private final Map<Namesake, Group> groups = new HashMap<>();

  private record Namesake(long userid, String name) {}

  private static final class Group {
    final ArrayDeque<EmbeddedJob> waiting = new ArrayDeque<>();
    int active;
  }

  /** The name that a job was given; that of its command does not count. */
  static Optional<String> name(JsonNode system) {
    return system.path("job").path("name").stringValueOpt();
  }

  /** Whether a job that is to be the only one has to wait. */
  boolean await(EmbeddedJob job) {
    Optional<Group> others = namesake(job).map(groups::get);
    others.ifPresent(group -> group.waiting.add(job));
    return others.isPresent();
  }

  /** Counts a job that was submitted. */
  void submitted(EmbeddedJob job) {
    namesake(job).ifPresent(key -> groups.computeIfAbsent(key, name -> new Group()).active++);
  }

  /** A job has ended: which one need not wait any longer. */
  Optional<EmbeddedJob> ended(EmbeddedJob job) {
    return namesake(job).flatMap(key -> ended(job, key));
  }

  private Optional<EmbeddedJob> ended(EmbeddedJob job, Namesake key) {
    Group group = groups.get(key);
    if (group == null) {
      return Optional.empty();
    }
    group.waiting.remove(job);
    group.active--;
    if (group.active == 0) {
      groups.remove(key);
    }
    return group.active == group.waiting.size()
        ? Optional.ofNullable(group.waiting.poll())
        : Optional.empty();
  }

  private static Optional<Namesake> namesake(EmbeddedJob job) {
    return name(job.submitted().request().system())
        .map(name -> new Namesake(job.submitted().userid(), name));
  }
}
