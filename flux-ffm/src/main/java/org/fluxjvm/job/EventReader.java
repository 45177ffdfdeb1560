package org.fluxjvm.job;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.rpc.ResponseStream;
import org.fluxjvm.rpc.RpcClient;

/** Reads event logs of jobs. */
final class EventReader {
  private final RpcClient client;

  EventReader(RpcClient client) {
    this.client = client;
  }

  ResponseStream<JobEvent> watch(JobId id, String path, MissingLog missing) {
    return client.stream(EventLog.TOPIC, EventLog.watch(client, id, path, missing));
  }

  private ResponseStream<JobEvent> watch(JobId id, String path) {
    return watch(id, path, MissingLog.WAIT);
  }

  ResponseStream<JournalEvent> journal(Journal journal) {
    return client.stream(Journal.TOPIC, sink -> JournalCall.open(client, journal, sink));
  }

  JobEvent await(JobId id, String path, String name, Consumer<JobEvent> before) {
    try (ResponseStream<JobEvent> events = watch(id, path)) {
      for (JobEvent event : events) {
        if (event.name().equals(name)) {
          return event;
        }
        before.accept(event);
      }
    }
    throw endedBefore(name, path);
  }

  CompletableFuture<JobEvent> awaitAsync(
      JobId id, String path, String name, Consumer<JobEvent> before) {
    CompletableFuture<JobEvent> found = new CompletableFuture<>();
    ResponseStream<JobEvent> events = watch(id, path);
    CompletableFuture<Void> _ =
        events
            .forEachAsync(
                event -> {
                  if (event.name().equals(name)) {
                    found.complete(event);
                  } else if (!found.isDone()) {
                    before.accept(event);
                  }
                })
            .whenComplete(
                (end, error) ->
                    found.completeExceptionally(
                        error == null ? endedBefore(name, path) : plain(error)));
    return events.closedWith(found);
  }

  private static Throwable plain(Throwable error) {
    Throwable cause = error.getCause();
    return error instanceof CompletionException && cause != null ? cause : error;
  }

  /** Throws what ended the job. */
  static Consumer<JobEvent> raising() {
    return event -> {
      if (event.name().equals("exception")) {
        JobExceptionEvent exception = JobExceptionEvent.of(event);
        if (exception.severity() == 0) {
          throw exception.toException();
        }
      }
    };
  }

  private static FluxException endedBefore(String name, String path) {
    return new FluxException(
        Errno.ENODATA, "eventWait", "the log '" + path + "' ended before the event '" + name + "'");
  }

  JobResult result(JobId id) {
    ResultFold fold = new ResultFold(id);
    try (ResponseStream<JobEvent> events = watch(id, JobEvents.MAIN_LOG)) {
      events.forEach(fold::accept);
    }
    return fold.result();
  }

  CompletableFuture<JobResult> resultAsync(JobId id) {
    ResultFold fold = new ResultFold(id);
    ResponseStream<JobEvent> events = watch(id, JobEvents.MAIN_LOG);
    return events.closedWith(events.forEachAsync(fold::accept).thenApply(end -> fold.result()));
  }
}
