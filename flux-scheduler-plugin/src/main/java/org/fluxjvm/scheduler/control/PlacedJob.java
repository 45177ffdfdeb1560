package org.fluxjvm.scheduler.control;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.CapturedOutput;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.Lookup;
import org.fluxjvm.job.OutputEvent;
import org.fluxjvm.job.OutputLine;
import org.fluxjvm.rpc.ResponseStream;
import org.fluxjvm.scheduler.Placement;
import org.fluxjvm.scheduler.RunKey;
import tools.jackson.databind.JsonNode;

/**
 * The Flux job of a run. Whether it is that, and not a stranger's with the same id, is seen by the
 * key in its jobspec: a broker that was set back gives ids again.
 */
final class PlacedJob {
  private static final String EVENT_LOG = "eventlog";
  private static final int SECONDS = 5;

  private final Flux flux;
  private final JobId id;
  private final RunKey key;

  PlacedJob(Flux flux, Placement placement, RunKey key) {
    this.flux = flux;
    this.id = placement.job();
    this.key = key;
  }

  /**
   * What Flux has of the job.
   *
   * @param events its event log so far
   * @param jobspec what it is
   */
  record Files(List<JobEvent> events, Jobspec jobspec) {}

  /** Reads the job; fails with a {@link ControlException} if it is not there any more. */
  CompletableFuture<Files> files() {
    // The jobspec as it was submitted: the one that Flux keeps beside it has no environment.
    return flux.jobs()
        .lookupAsync(id, Lookup.of(EVENT_LOG))
        .thenCombine(flux.jobs().submittedJobspecAsync(id), this::files)
        .orTimeout(SECONDS, TimeUnit.SECONDS)
        .handle(
            (answer, error) -> {
              if (error != null) {
                throw unreadable(error);
              }
              return answer;
            });
  }

  private Files files(JsonNode answer, Jobspec jobspec) {
    String found =
        jobspec.attribute("user.fluxjvm.run").map(node -> node.stringValue("")).orElse("");
    if (!found.equals(key.id())) {
      throw new ControlException(
          "job " + id + " of this instance is another one: the run's is gone");
    }
    List<JobEvent> events = new ArrayList<>();
    answer.path(EVENT_LOG).stringValue("").lines().map(JobEvent::parse).forEach(events::add);
    return new Files(events, jobspec);
  }

  private ControlException unreadable(Throwable error) {
    Throwable cause =
        error instanceof CompletionException e && e.getCause() != null ? e.getCause() : error;
    if (cause instanceof ControlException ours) {
      return ours;
    }
    if (cause instanceof FluxException flux && flux.errno() == Errno.ENOENT) {
      return new ControlException("Flux does not know job " + id + " any more", cause);
    }
    return new ControlException("Flux is out of reach: " + cause, cause);
  }

  /** Gives the lines that there are, and if wanted those that come until the job has ended. */
  CompletableFuture<Void> logs(boolean follow, Consumer<LogLine> sink) {
    Jobspec jobspec = files().join().jobspec();
    if (!follow) {
      return soFar(sink);
    }
    jobspec.output().ifPresent(file -> sink.accept(elsewhere("stdout", file)));
    jobspec.error().ifPresent(file -> sink.accept(elsewhere("stderr", file)));
    ResponseStream<OutputLine> lines = flux.jobs().output(id).lines();
    return lines.closedWith(lines.forEachAsync(line -> sink.accept(shown(line))));
  }

  private CompletableFuture<Void> soFar(Consumer<LogLine> sink) {
    return flux.jobs()
        .output(id)
        .soFarAsync()
        .orTimeout(SECONDS, TimeUnit.SECONDS)
        .handle(
            (output, error) -> {
              if (error == null) {
                give(output, sink);
              } else if (hasNoLog(error)) {
                sink.accept(new LogLine("note", "", "job " + id + " has not written anything"));
              } else {
                throw unreadable(error);
              }
              return null;
            });
  }

  private static boolean hasNoLog(Throwable error) {
    Throwable cause =
        error instanceof CompletionException e && e.getCause() != null ? e.getCause() : error;
    return cause instanceof FluxException flux && flux.errno() == Errno.ENOENT;
  }

  private static void give(CapturedOutput output, Consumer<LogLine> sink) {
    for (OutputEvent event : output.events()) {
      if (event instanceof OutputEvent.Redirect redirect) {
        sink.accept(elsewhere(redirect.stream().toString(), redirect.path()));
      }
    }
    output.lines().forEach(line -> sink.accept(shown(line)));
  }

  private static LogLine elsewhere(String stream, String file) {
    return new LogLine("note", "", stream + " goes to the file " + file);
  }

  private static LogLine shown(OutputLine line) {
    return new LogLine(line.stream().toString(), line.tasks().toString(), line.text());
  }
}
