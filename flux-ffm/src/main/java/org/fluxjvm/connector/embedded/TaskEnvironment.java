package org.fluxjvm.connector.embedded;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.fluxjvm.rfc.Fluid;
import org.fluxjvm.rfc.Fluid.Encoding;
import tools.jackson.databind.JsonNode;

/** The environment of a task: that of its jobspec, and what Flux tells it. */
final class TaskEnvironment {
  private TaskEnvironment() {}

  static Map<String, String> of(JobTags tags, TaskLayout.Task task) {
    Map<String, String> environment = new HashMap<>();
    copy(tags.request().system().path("environment"), environment, Optional::of);
    Function<String, Optional<String>> render =
        text -> Optional.of(Mustache.render(text, tag -> tags.task(task, tag)));
    copy(tags.request().shellOption("env-expand"), environment, render);
    // There is no broker that a task could reach, least of all the one of its submitter.
    environment.remove("FLUX_URI");
    environment.put("FLUX_JOB_ID", Fluid.encode(tags.id(), Encoding.F58));
    environment.put("FLUX_JOB_TMPDIR", tags.tmpdir().toString());
    environment.put("FLUX_JOB_SIZE", Integer.toString(tags.tasks()));
    environment.put("FLUX_JOB_NNODES", Integer.toString(tags.allocation().shares().size()));
    environment.put("FLUX_TASK_RANK", Integer.toString(task.rank()));
    environment.put("FLUX_TASK_LOCAL_ID", Integer.toString(task.localId()));
    return environment;
  }

  private static void copy(
      JsonNode from, Map<String, String> into, Function<String, Optional<String>> change) {
    from.properties()
        .forEach(
            entry -> {
              if (entry.getValue().isString()) {
                change
                    .apply(entry.getValue().stringValue())
                    .ifPresent(value -> into.put(entry.getKey(), value));
              }
            });
  }
}
