package org.fluxjvm.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runs under way in this process: of each firing the one that follows it, and beside it those
 * that another scheduler has taken over, which only wait for its end.
 */
final class ActiveRuns {
  private final Map<RunKey, Run> following = new ConcurrentHashMap<>();
  private final Set<Run> superseded = ConcurrentHashMap.newKeySet();

  /** Adds a run, unless its firing is followed: then it gives the run that does. */
  Optional<Run> enter(Run run) {
    return Optional.ofNullable(following.putIfAbsent(run.key(), run));
  }

  /** Makes room for another run of the firing; says whether this is news. */
  boolean supersede(Run run) {
    boolean first = superseded.add(run); // before, so that it is among all of them at any time
    following.remove(run.key(), run);
    CompletableFuture<?> _ = // it may just be ending
        run.result().whenComplete((end, error) -> leave(run));
    return first;
  }

  void leave(Run run) {
    following.remove(run.key(), run);
    superseded.remove(run);
  }

  Optional<Run> of(RunKey key) {
    return Optional.ofNullable(following.get(key));
  }

  List<Run> following() {
    return List.copyOf(following.values());
  }

  /** Those that follow their firing, and those that wait. */
  List<Run> all() {
    List<Run> all = new ArrayList<>(following.values());
    superseded.stream().filter(run -> !all.contains(run)).forEach(all::add);
    return all;
  }
}
