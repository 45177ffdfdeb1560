package org.fluxjvm.connector.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the standard input of a job comes from, by the shell option {@code input.stdin}: a file, or
 * a pipe that stays open and empty, as with Flux when nobody sends.
 */
record JobInput(JobTags tags, Path cwd) {
  private static final int FAILURE = 1 << 8;

  /** Begins the input event log (RFC 24). */
  void header(GuestLogs guest) {
    ObjectNode header = Json.object().put("version", 1);
    header.putObject("encoding").put("stdin", "UTF-8");
    header.putObject("count").put("stdin", 1);
    header.putObject("options");
    guest.append(GuestLogs.INPUT, "header", header);
    path()
        .ifPresent(
            path -> {
              ObjectNode redirect = Json.object().put("stream", "stdin").put("rank", "all");
              guest.append(GuestLogs.INPUT, "redirect", redirect.put("path", path));
            });
  }

  void apply(ProcessBuilder builder) throws ShellFailure {
    Optional<String> path = path();
    if (path.isEmpty()) {
      return;
    }
    Path file = cwd.resolve(path.get());
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      String problem = Files.exists(file) ? "cannot be read" : "No such file or directory";
      throw new ShellFailure("error opening input file '" + path.get() + "': " + problem, FAILURE);
    }
    builder.redirectInput(file.toFile());
  }

  private Optional<String> path() {
    JsonNode stdin = tags.request().shellOption("input").path("stdin");
    return stdin.path("type").asString("").equals("file") && stdin.path("path").isString()
        ? Optional.of(Mustache.render(stdin.path("path").stringValue(), tags::job))
        : Optional.empty();
  }
}
