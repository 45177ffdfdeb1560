package org.fluxjvm.connector.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where each stream of each task goes, by the shell options {@code output.*}. */
final class JobOutput {
  private static final List<String> STREAMS = List.of("stdout", "stderr");

  private final JobTags tags;
  private final Path cwd;
  private final OutputSink log;
  private final Map<Path, OutputSink> files = new HashMap<>();

  JobOutput(JobTags tags, Path cwd, OutputSink log) {
    this.tags = tags;
    this.cwd = cwd;
    this.log = log;
  }

  /** Begins the output event log (RFC 24). */
  void header(GuestLogs guest) {
    ObjectNode header = Json.object().put("version", 1);
    ObjectNode encoding = header.putObject("encoding");
    ObjectNode count = header.putObject("count");
    for (String stream : STREAMS) {
      encoding.put(stream, "UTF-8");
      count.put(stream, tags.tasks());
    }
    header.putObject("options");
    guest.append(GuestLogs.OUTPUT, "header", header);
    for (String stream : STREAMS) {
      template(stream).ifPresent(path -> redirect(guest, stream, path));
    }
  }

  private void redirect(GuestLogs guest, String stream, String template) {
    ObjectNode context = Json.object().put("stream", stream);
    context.put("rank", Idset.bracketed(Idset.range(tags.tasks())));
    context.put("path", Mustache.render(template, tags::job));
    guest.append(GuestLogs.OUTPUT, "redirect", context);
  }

  /** Finds the way of one stream, and opens its file if it has one. */
  OutputSink open(String stream, TaskLayout.Task task) throws IOException {
    Optional<String> template = template(stream);
    if (template.isEmpty()) {
      return log;
    }
    Path path = cwd.resolve(Mustache.render(template.get(), tag -> tags.task(task, tag)));
    OutputSink known = files.get(path);
    if (known == null) {
      OutputStream file = Files.newOutputStream(path, mode());
      known = new FileSink(file, option(stream).path("label").asBoolean(false));
      files.put(path, known);
    }
    return known;
  }

  boolean byLine(String stream) {
    String buffer = option(stream).path("buffer").path("type").asString("line");
    return !buffer.equals("none") || option(stream).path("label").asBoolean(false);
  }

  private OpenOption[] mode() {
    boolean append =
        tags.request().shellOption("output").path("mode").asString("").equals("append");
    return new OpenOption[] {
      StandardOpenOption.CREATE,
      StandardOpenOption.WRITE,
      append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING
    };
  }

  private Optional<String> template(String stream) {
    JsonNode path = option(stream).path("path");
    return option(stream).path("type").asString("").equals("file") && path.isString()
        ? Optional.of(path.stringValue())
        : Optional.empty();
  }

  /** The error stream goes with the output unless it has options of its own. */
  private JsonNode option(String stream) {
    JsonNode output = tags.request().shellOption("output");
    return output.has(stream) ? output.path(stream) : output.path("stdout");
  }

  void close() {
    for (OutputSink file : files.values()) {
      try {
        file.close();
      } catch (IOException e) {
        System.getLogger(JobOutput.class.getName())
            .log(System.Logger.Level.WARNING, "An output file could not be closed", e);
      }
    }
  }
}
