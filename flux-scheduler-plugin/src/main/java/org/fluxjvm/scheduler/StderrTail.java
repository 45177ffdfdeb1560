package org.fluxjvm.scheduler;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Jobs;
import org.fluxjvm.rpc.ResponseStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The last lines that a job wrote to stderr: out of its output event log (RFC 24), or of the file
 * that the log says stderr went to, where this host can read it.
 */
final class StderrTail {
  private static final Logger LOG = LoggerFactory.getLogger(StderrTail.class);
  private static final int LIMIT = 4096;
  private static final int SECONDS = 5;

  private final Jobs jobs;

  StderrTail(Jobs jobs) {
    this.jobs = jobs;
  }

  /** Reads the tail of a job that has ended; empty if there is none to be had. */
  CompletableFuture<String> of(JobId id) {
    StringBuilder tail = new StringBuilder();
    ResponseStream<JobEvent> output = jobs.eventWatch(id, "guest.output");
    return output
        .forEachAsync(event -> collect(event, tail))
        .orTimeout(SECONDS, TimeUnit.SECONDS)
        .handle(
            (end, error) -> {
              output.close();
              if (error != null) {
                LOG.debug("No output log of job {}", id, error);
              }
              return tail.toString().strip();
            });
  }

  private static void collect(JobEvent event, StringBuilder tail) {
    JsonNode context = event.context();
    if (!context.path("stream").stringValue("").equals("stderr")) {
      return;
    }
    switch (event.name()) {
      case "data" -> append(tail, text(context));
      case "redirect" -> append(tail, endOf(Path.of(context.path("path").stringValue(""))));
      default -> {}
    }
  }

  private static String text(JsonNode context) {
    String data = context.path("data").stringValue("");
    if (!context.path("encoding").stringValue("").equals("base64")) {
      return data;
    }
    return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
  }

  private static String endOf(Path file) {
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, reader.length() - LIMIT);
      byte[] bytes = new byte[(int) (reader.length() - from)];
      reader.seek(from);
      reader.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      LOG.debug("Cannot read {}", file, e);
      return "";
    }
  }

  private static void append(StringBuilder tail, String text) {
    tail.append(text);
    if (tail.length() > LIMIT) {
      tail.delete(0, tail.length() - LIMIT);
    }
  }
}
