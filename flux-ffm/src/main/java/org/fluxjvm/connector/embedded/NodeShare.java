package org.fluxjvm.connector.embedded;

import java.util.BitSet;

/** Cores and GPUs of one node, by their numbers. Not changed once it is handed out. */
record NodeShare(int rank, BitSet cores, BitSet gpus) {
  boolean isEmpty() {
    return cores.isEmpty() && gpus.isEmpty();
  }

  boolean sameChildren(NodeShare other) {
    return cores.equals(other.cores) && gpus.equals(other.gpus);
  }
}
