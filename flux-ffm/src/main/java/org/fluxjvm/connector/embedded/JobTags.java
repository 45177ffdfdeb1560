package org.fluxjvm.connector.embedded;

import java.nio.file.Path;
import java.util.Optional;
import org.fluxjvm.rfc.Fluid;
import org.fluxjvm.rfc.Fluid.Encoding;

/** What the tags of a job's templates stand for. */
record JobTags(JobRequest request, long id, int tasks, Allocation allocation, Path tmpdir) {
  Optional<String> job(String tag) {
    return switch (tag) {
      case "id", "jobid" -> id(Encoding.F58.name());
      case "name" -> Optional.of(JobAttributes.name(request));
      case "nnodes" -> Optional.of(Integer.toString(allocation.shares().size()));
      case "tmpdir" -> Optional.of(tmpdir.toString());
      case "size", "ntasks" -> Optional.of(Integer.toString(tasks));
      default -> tag.matches("(job)?id[.].+") ? id(tag.substring(tag.indexOf('.') + 1)) : none();
    };
  }

  private Optional<String> id(String encoding) {
    try {
      return Optional.of(Fluid.encode(id, Encoding.of(encoding)));
    } catch (IllegalArgumentException e) {
      return none();
    }
  }

  private static Optional<String> none() {
    return Optional.empty();
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
