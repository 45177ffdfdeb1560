package org.fluxjvm.it.crash;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** Schedulers of one cluster that are killed, stand still, lose commits, and come back. */
final class CrashingCluster implements AutoCloseable {
  static final List<String> NODES = List.of("one", "two");
  private static final int MOST_CUTS_PER_MILLE = 30;

  private final SchedulerSettings settings;
  private final Random cuts;
  private final Map<String, SchedulerProcess> nodes = new LinkedHashMap<>();
  private final List<SchedulerProcess> all = new ArrayList<>();
  private int kills;

  CrashingCluster(SchedulerSettings settings, long seed) {
    this.settings = settings;
    this.cuts = new Random(seed);
  }

  /** Starts those that are not there: killed, or without a database or a broker at their start. */
  void revive() {
    for (String node : NODES) {
      if (alive(node).isEmpty()) {
        start(
            node,
            "-D" + RandomCuts.PER_MILLE + "=" + cuts.nextInt(MOST_CUTS_PER_MILLE),
            "-D" + RandomCuts.SEED + "=" + cuts.nextLong());
      }
    }
  }

  /** Starts all anew, which lose no more commits, and waits for them. */
  void calm() {
    NODES.forEach(this::kill);
    NODES.forEach(this::start);
    nodes.values().forEach(node -> node.await("ready"));
  }

  private void start(String node, String... options) {
    SchedulerProcess started = SchedulerProcess.begin(settings.inCluster(node), options);
    nodes.put(node, started);
    all.add(started);
  }

  private Optional<SchedulerProcess> alive(String node) {
    return Optional.ofNullable(nodes.get(node)).filter(SchedulerProcess::isAlive);
  }

  /** Has a node fire, if it is there. */
  void fire(String node, String name) {
    try {
      alive(node).ifPresent(process -> process.fire(name));
    } catch (UncheckedIOException e) {
      System.out.println(node + " has just gone, and will not tell that it fired " + name);
    }
  }

  void kill(String node) {
    alive(node)
        .ifPresent(
            process -> {
              process.kill();
              kills++;
            });
  }

  void pause(String node) {
    alive(node).ifPresent(SchedulerProcess::pause);
  }

  void resume(String node) {
    alive(node).ifPresent(SchedulerProcess::resume);
  }

  int kills() {
    return kills;
  }

  /** What nodes have told to be stored: it must not be lost from then on. */
  List<String> fired() {
    return all.stream()
        .flatMap(node -> node.told().stream())
        .filter(line -> line.startsWith("fired "))
        .map(line -> line.substring("fired ".length()))
        .toList();
  }

  String dump() {
    return nodes.entrySet().stream()
        .map(node -> node.getKey() + ": " + node.getValue().dump())
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    all.forEach(SchedulerProcess::close);
  }
}
