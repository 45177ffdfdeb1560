package org.fluxjvm.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.rpc.Reply;
import org.fluxjvm.rpc.ResponseStream;
import org.fluxjvm.rpc.RpcClient;
import tools.jackson.databind.JsonNode;

/**
 * The output of a job (RFC 24), which Flux keeps unless the jobspec sends it to files.
 *
 * <p>The streams wait for the job to start, deliver its output as it is written, and end when both
 * output and job have ended. They fail with {@code ENOENT} if there is no such job, and with {@code
 * EIO} if it ended without having been started. After a lost broker they go on as {@link JobEvents}
 * has it; the output of a job that was running then is gone with the broker, and they fail with
 * {@link EventGapException}.
 */
public final class JobOutput {
  private final RpcClient client;
  private final JobId id;

  JobOutput(RpcClient client, JobId id) {
    this.client = client;
    this.id = id;
  }

  /**
   * The output event by event.
   *
   * @return what tasks and job shell write, and exceptions that are raised on the job until it
   *     finishes
   */
  public ResponseStream<OutputEvent> events() {
    return client.stream(OutputDecoder.PATH, sink -> OutputFeed.open(client, id, sink));
  }

  /**
   * The output of all tasks line by line.
   *
   * @return lines, each when it is complete
   */
  public ResponseStream<OutputLine> lines() {
    return lines(data -> true);
  }

  /**
   * The output of one task to one stream, line by line.
   *
   * @param stream a stream
   * @param task the rank of the task within the job
   * @return lines, each when it is complete
   */
  public ResponseStream<OutputLine> lines(StdStream stream, int task) {
    return lines(data -> data.stream() == stream && data.tasks().contains(task));
  }

  private ResponseStream<OutputLine> lines(Predicate<OutputEvent.Data> wanted) {
    return client.stream(
        OutputDecoder.PATH,
        sink -> OutputFeed.open(client, id, new LineAssembler(wanted, sink::accept, sink::end)));
  }

  /**
   * Waits for the job to finish, and gives its whole output.
   *
   * @return the output
   * @throws JobException if an exception ended the job before it was started
   * @throws FluxException {@code ENOENT} if there is no such job
   */
  public CapturedOutput read() {
    List<OutputEvent> events = new ArrayList<>();
    try (ResponseStream<OutputEvent> stream = events()) {
      stream.forEach(events::add);
    } catch (FluxException e) {
      throw cause(events, e);
    }
    return new CapturedOutput(events);
  }

  /**
   * Waits for the job to finish, and gives its whole output.
   *
   * @return the output; fails as {@link #read} does; cancelling the future ends the wait
   */
  public CompletableFuture<CapturedOutput> readAsync() {
    List<OutputEvent> events = new ArrayList<>();
    ResponseStream<OutputEvent> stream = events();
    return stream.closedWith(
        stream
            .forEachAsync(events::add)
            .handle(
                (end, error) -> {
                  if (error == null) {
                    return new CapturedOutput(events);
                  }
                  Throwable reason =
                      error instanceof CompletionException ? error.getCause() : error;
                  throw reason instanceof FluxException e
                      ? cause(events, e)
                      : new CompletionException(reason);
                }));
  }

  private static RuntimeException cause(List<OutputEvent> events, FluxException error) {
    if (error.errno() == Errno.EIO) {
      for (OutputEvent event : events) {
        if (event instanceof OutputEvent.Raised raised && raised.exception().severity() == 0) {
          return raised.exception().toException();
        }
      }
    }
    return error;
  }

  /**
   * The output that there is now.
   *
   * @return the output so far
   * @throws FluxException {@code ENOENT} if there is no such job, or no output log yet
   */
  public CapturedOutput soFar() {
    return log().await();
  }

  /**
   * The output that there is now.
   *
   * @return the output so far
   */
  public CompletableFuture<CapturedOutput> soFarAsync() {
    return log().toFuture();
  }

  private Reply<CapturedOutput> log() {
    return new JobFiles(client)
        .read(id, Lookup.of(OutputDecoder.PATH).asText())
        .map(JobOutput::decode);
  }

  private static CapturedOutput decode(JsonNode files) {
    List<OutputEvent> events = new ArrayList<>();
    files
        .path(OutputDecoder.PATH)
        .asString("")
        .lines()
        .map(JobEvent::parse)
        .forEach(event -> OutputDecoder.decode(event).ifPresent(events::add));
    return new CapturedOutput(events);
  }
}
