package org.fluxjvm.it.crash;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What scheduler to start.
 *
 * @param name its name
 * @param instance its name in its cluster
 * @param store {@link Store#RAM}, or the URL of a database
 * @param flux the URI of its Flux instance
 * @param witness the directory of the witness
 * @param clustered whether it shares the database with others of its name
 * @param pausing whether runs are paused at the points that they are named after
 */
record SchedulerSettings(
    String name,
    String instance,
    String store,
    String flux,
    Path witness,
    boolean clustered,
    boolean pausing) {
  static SchedulerSettings of(String name, Store store, String flux, Witness witness) {
    return new SchedulerSettings(name, "one", store.url(), flux, witness.directory(), false, false);
  }

  SchedulerSettings withPauses() {
    return new SchedulerSettings(name, instance, store, flux, witness, clustered, true);
  }

  SchedulerSettings inCluster(String node) {
    return new SchedulerSettings(name, node, store, flux, witness, true, pausing);
  }

  List<String> arguments() {
    return List.of(
        "name=" + name,
        "instance=" + instance,
        "store=" + store,
        "flux=" + flux,
        "witness=" + witness,
        "clustered=" + clustered,
        "pausing=" + pausing);
  }

  static SchedulerSettings parse(String... arguments) {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      given.put(parts[0], parts[1]);
    }
    return new SchedulerSettings(
        given.getOrDefault("name", ""),
        given.getOrDefault("instance", ""),
        given.getOrDefault("store", ""),
        given.getOrDefault("flux", ""),
        Path.of(given.getOrDefault("witness", "")),
        Boolean.parseBoolean(given.get("clustered")),
        Boolean.parseBoolean(given.get("pausing")));
  }
}
