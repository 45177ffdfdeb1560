package org.fluxjvm.connector.embedded;

/**
 * What an instance is made of.
 *
 * @param name the name that handles share it by, empty for one of a single handle
 * @param nodes how many nodes the instance has
 * @param cores cores per node
 * @param gpus GPUs per node
 */
record InstanceOptions(String name, int nodes, int cores, int gpus) {
  static final String NODES = "nodes";
  static final String CORES = "cores";
  static final String GPUS = "gpus";
  private static final int MAX_NODES = 16384;
  private static final int MAX_PER_NODE = 65536;

  static InstanceOptions of(EmbeddedUri uri) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new InstanceOptions(
        uri.name(),
        uri.count(NODES, 1, 1, MAX_NODES),
        uri.count(CORES, cores, 1, MAX_PER_NODE),
        uri.count(GPUS, 0, 0, MAX_PER_NODE));
  }

  /** Whether a URI says what an instance is to be made of. */
  static boolean givenIn(EmbeddedUri uri) {
    return uri.names(NODES, CORES, GPUS);
  }
}
