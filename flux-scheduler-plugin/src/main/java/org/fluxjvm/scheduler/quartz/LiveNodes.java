package org.fluxjvm.scheduler.quartz;

import java.util.HashSet;
import java.util.Set;
import org.fluxjvm.scheduler.Nodes;

/** The schedulers whose runs are followed. */
@FunctionalInterface
interface LiveNodes {
  /** Their names, as owners of runs have them. */
  Set<String> names();

  /** In a cluster: all that give a sign of life, and this one. */
  static LiveNodes of(Nodes nodes, String self) {
    return () -> {
      Set<String> names = new HashSet<>(nodes.live());
      names.add(self);
      return names;
    };
  }

  /** A scheduler that is alone: what an earlier start of it followed is followed by nobody. */
  static LiveNodes alone(String self) {
    return () -> Set.of(self);
  }
}
