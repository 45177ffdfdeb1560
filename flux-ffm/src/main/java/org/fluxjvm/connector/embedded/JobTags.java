package org.fluxjvm.connector.embedded;

import java.util.Optional;

/** What the tags of a job's templates stand for. */
record JobTags(JobRequest request, long id, int tasks, Allocation allocation) {
  Optional<String> job(String tag) {
    return switch (tag) {
      case "id", "jobid", "id.f58", "jobid.f58" -> Optional.of(JobIds.f58(id));
      case "id.f58plain", "jobid.f58plain" -> Optional.of(JobIds.f58plain(id));
      case "id.dec", "jobid.dec" -> Optional.of(Long.toUnsignedString(id));
      case "id.hex", "jobid.hex" -> Optional.of("0x" + Long.toHexString(id));
      case "name" -> Optional.of(JobAttributes.name(request));
      case "nnodes" -> Optional.of(Integer.toString(allocation.shares().size()));
      case "size", "ntasks" -> Optional.of(Integer.toString(tasks));
      default -> Optional.empty();
    };
  }

  Optional<String> task(TaskLayout.Task task, String tag) {
    NodeShare share = allocation.shares().get(task.node());
    return switch (tag) {
      case "taskid", "task.id", "task.rank" -> Optional.of(Integer.toString(task.rank()));
      case "task.index", "task.localid" -> Optional.of(Integer.toString(task.localId()));
      case "node.id" -> Optional.of(Integer.toString(task.node()));
      case "node.name" -> Optional.of(allocation.host());
      case "node.broker_rank" -> Optional.of(Integer.toString(share.rank()));
      case "node.cores" -> Optional.of(Idset.text(share.cores()));
      case "node.gpus" -> Optional.of(Idset.text(share.gpus()));
      case "node.ncores" -> Optional.of(Integer.toString(share.cores().cardinality()));
      default -> job(tag);
    };
  }
}
