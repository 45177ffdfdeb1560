package org.fluxjvm.connector.embedded;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The cores and GPUs of an instance, and which of them are free. */
final class ResourcePool {
  private final List<NodeShare> all = new ArrayList<>();
  private final List<NodeShare> free = new ArrayList<>();

  ResourcePool(int nodes, int cores, int gpus) {
    for (int rank = 0; rank < nodes; rank++) {
      all.add(new NodeShare(rank, Idset.range(cores), Idset.range(gpus)));
      free.add(new NodeShare(rank, Idset.range(cores), Idset.range(gpus)));
    }
  }

  List<NodeShare> all() {
    return all;
  }

  List<NodeShare> allocated() {
    List<NodeShare> allocated = new ArrayList<>();
    for (NodeShare node : all) {
      NodeShare share = new NodeShare(node.rank(), copy(node.cores()), copy(node.gpus()));
      share.cores().andNot(free.get(node.rank()).cores());
      share.gpus().andNot(free.get(node.rank()).gpus());
      if (!share.isEmpty()) {
        allocated.add(share);
      }
    }
    return allocated;
  }

  /** Why no pool of this size could ever serve a request, if that is so. */
  Optional<String> unsatisfiable(JobRequest request) {
    if (!request.understood()) {
      return Optional.of("Unable to determine slot count");
    }
    if (find(request, all).isPresent()) {
      return Optional.empty();
    }
    List<NodeShare> eligible =
        all.stream().filter(node -> request.eligible().test(node.rank())).toList();
    int cores = eligible.stream().mapToInt(node -> node.cores().cardinality()).sum();
    int gpus = eligible.stream().mapToInt(node -> node.gpus().cardinality()).sum();
    return Optional.of(
        ("unsatisfiable request: %d node(s), %d slot(s) of %d core(s) and %d GPU(s) do not fit into"
                + " %d node(s) with %d core(s) and %d GPU(s) in all")
            .formatted(
                request.nodes(),
                request.slots(),
                request.cores(),
                request.gpus(),
                eligible.size(),
                cores,
                gpus));
  }

  /** Takes what a request asks for, lowest ranks and numbers first. */
  Optional<List<NodeShare>> take(JobRequest request) {
    Optional<List<NodeShare>> found = find(request, free);
    found.ifPresent(
        shares ->
            shares.forEach(
                share -> {
                  free.get(share.rank()).cores().andNot(share.cores());
                  free.get(share.rank()).gpus().andNot(share.gpus());
                }));
    return found;
  }

  void give(List<NodeShare> shares) {
    for (NodeShare share : shares) {
      free.get(share.rank()).cores().or(share.cores());
      free.get(share.rank()).gpus().or(share.gpus());
    }
  }

  private Optional<List<NodeShare>> find(JobRequest request, List<NodeShare> from) {
    boolean anyNodes = request.nodes() == 0;
    int perNode = anyNodes ? request.slots() : request.slots() / request.nodes();
    int wanted = anyNodes ? request.slots() : request.nodes();
    List<NodeShare> shares = new ArrayList<>();
    for (NodeShare node : from) {
      if (wanted == 0) {
        break;
      }
      int fitting = request.eligible().test(node.rank()) ? fitting(request, node) : 0;
      if (anyNodes && fitting > 0) {
        int slots = Math.min(fitting, wanted);
        shares.add(first(request, node, slots));
        wanted -= slots;
      } else if (!anyNodes && request.exclusive() && fitting >= perNode && isWhole(node)) {
        shares.add(new NodeShare(node.rank(), copy(node.cores()), copy(node.gpus())));
        wanted--;
      } else if (!anyNodes && !request.exclusive() && fitting >= perNode) {
        shares.add(first(request, node, perNode));
        wanted--;
      }
    }
    return wanted == 0 ? Optional.of(shares) : Optional.empty();
  }

  private static int fitting(JobRequest request, NodeShare node) {
    int byCores = node.cores().cardinality() / request.cores();
    return request.gpus() == 0
        ? byCores
        : Math.min(byCores, node.gpus().cardinality() / request.gpus());
  }

  private boolean isWhole(NodeShare node) {
    return node.sameChildren(all.get(node.rank()));
  }

  private static NodeShare first(JobRequest request, NodeShare node, int slots) {
    return new NodeShare(
        node.rank(),
        first(node.cores(), slots * request.cores()),
        first(node.gpus(), slots * request.gpus()));
  }

  private static BitSet first(BitSet ids, int count) {
    BitSet first = new BitSet();
    ids.stream().limit(count).forEach(first::set);
    return first;
  }

  private static BitSet copy(BitSet ids) {
    return ids.get(0, ids.length());
  }
}
