package org.fluxjvm.connector.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The command of a job's tasks, with what they start in. */
record TaskCommand(JobTags tags, Path cwd) {
  ProcessBuilder of(TaskLayout.Task task) throws ShellFailure {
    Map<String, String> environment = TaskEnvironment.of(tags, task);
    List<String> words =
        tags.request()
            .tree()
            .path("tasks")
            .path(0)
            .path("command")
            .valueStream()
            .map(word -> Mustache.render(word.asString(""), tag -> tags.task(task, tag)))
            .toList();
    if (CommandPath.find(words.getFirst(), cwd, environment)
        instanceof CommandPath.Unusable unusable) {
      throw new ShellFailure(failure(task, unusable.reason()), unusable.status());
    }
    ProcessBuilder builder = new ProcessBuilder(words).directory(cwd.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  String failure(TaskLayout.Task task, String reason) {
    return "task %d (host %s): start failed: %s"
        .formatted(task.rank(), tags.allocation().host(), reason);
  }
}
