package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Request;
import org.fluxjvm.rpc.Json;
import org.fluxjvm.rpc.Reply;
import org.fluxjvm.rpc.ResponseStream;
import org.fluxjvm.rpc.RpcClient;
import tools.jackson.databind.JsonNode;

/**
 * The jobs of one Flux instance.
 *
 * <p>Every method that asks Flux exists twice: one blocks and throws {@link FluxException}, one
 * returns a future that fails with it.
 */
public final class Jobs {
  /** The signal of {@code kill} if none is given. */
  private static final int SIGTERM = 15;

  private static final byte[] ID = JobEvent.ascii("id");

  private final RpcClient client;

  /**
   * Makes the job API of a handle.
   *
   * @param client sends the requests
   */
  public Jobs(RpcClient client) {
    this.client = client;
  }

  /**
   * Submits a job: {@code flux_job_submit(3)}.
   *
   * @param jobspec what to run
   * @return the job's id
   * @throws SubmitUnknownException if the request was sent and its response will not come
   * @throws FluxException {@code EPERM} or {@code EINVAL} with Flux's text if the job is refused
   */
  public JobId submit(Jobspec jobspec) {
    return submit(jobspec, SubmitOptions.DEFAULT);
  }

  /**
   * Submits a job.
   *
   * @param jobspec what to run
   * @param options how to submit it
   * @return the job's id
   * @throws SubmitUnknownException if the request was sent and its response will not come
   */
  public JobId submit(Jobspec jobspec, SubmitOptions options) {
    return submission(jobspec, options).await();
  }

  /**
   * Submits a job.
   *
   * @param jobspec what to run
   * @return the job's id
   */
  public CompletableFuture<JobId> submitAsync(Jobspec jobspec) {
    return submitAsync(jobspec, SubmitOptions.DEFAULT);
  }

  /**
   * Submits a job.
   *
   * @param jobspec what to run
   * @param options how to submit it
   * @return the job's id
   */
  public CompletableFuture<JobId> submitAsync(Jobspec jobspec, SubmitOptions options) {
    return submission(jobspec, options).toFuture();
  }

  private Reply<JobId> submission(Jobspec jobspec, SubmitOptions options) {
    return client
        .submit(jobspec.utf8(), options.urgency(), options.flags(), Jobs::decodeId)
        .mapFailure(SubmitUnknownException::ifSent);
  }

  private static JobId decodeId(MemorySegment response) {
    JsonCursor cursor = new JsonCursor("job-ingest.submit", response);
    cursor.expect('{');
    while (cursor.nextKey()) {
      if (cursor.keyIs(ID)) {
        return JobId.of(cursor.takeLong());
      }
      cursor.skipValue();
    }
    throw new FluxException(Errno.EPROTO, "job-ingest.submit", "the response has no job id");
  }

  /**
   * Follows a job's own event log, from its first event to its last, which is {@code clean}.
   *
   * @param id the job
   * @return the events; the stream fails with {@code ENOENT} if there is no such job
   */
  public ResponseStream<JobEvent> eventWatch(JobId id) {
    return eventWatch(id, "eventlog");
  }

  /**
   * Follows an event log of a job: {@code flux_job_event_watch(3)}.
   *
   * @param id the job
   * @param path {@code eventlog}, {@code guest.exec.eventlog}, {@code guest.output} or another log
   *     of the job
   * @return the events
   */
  public ResponseStream<JobEvent> eventWatch(JobId id, String path) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("id", id.value());
    payload.put("path", path);
    payload.put("flags", 0);
    return client.stream(streaming(EventLog.TOPIC, payload), EventLog::decode);
  }

  /**
   * Follows the events of all jobs; for the owner of the instance.
   *
   * @param journal what to read
   * @return the events, without end; the stream fails with {@code EPERM} for a guest
   */
  public ResponseStream<JournalEvent> journal(Journal journal) {
    return client.stream(streaming(Journal.TOPIC, journal.request()), Journal::decode);
  }

  private static Request streaming(String topic, Map<String, Object> payload) {
    return new Request(topic, Json.encode(topic, payload), Request.ANY, Request.Mode.STREAM);
  }

  /**
   * Waits for a job to end.
   *
   * @param id the job
   * @return how it ended
   * @throws FluxException {@code ENOENT} if there is no such job
   */
  public JobResult result(JobId id) {
    ResultFold fold = new ResultFold(id);
    try (ResponseStream<JobEvent> events = eventWatch(id)) {
      events.forEach(fold::accept);
    }
    return fold.result();
  }

  /**
   * Follows a job to its end.
   *
   * @param id the job
   * @return how it ended
   */
  public CompletableFuture<JobResult> resultAsync(JobId id) {
    ResultFold fold = new ResultFold(id);
    return eventWatch(id).forEachAsync(fold::accept).thenApply(end -> fold.result());
  }

  /**
   * Sends SIGTERM to all tasks of a running job.
   *
   * @param id the job
   */
  public void kill(JobId id) {
    kill(id, SIGTERM);
  }

  /**
   * Sends a signal to all tasks of a running job: {@code flux_job_kill(3)}.
   *
   * @param id the job
   * @param signal the signal's number
   * @throws FluxException {@code EINVAL} if the job is not running
   */
  public void kill(JobId id, int signal) {
    killing(id, signal).await();
  }

  /**
   * Sends a signal to all tasks of a running job.
   *
   * @param id the job
   * @param signal the signal's number
   * @return completes when the signal is on its way
   */
  public CompletableFuture<Void> killAsync(JobId id, int signal) {
    return done(killing(id, signal));
  }

  private Reply<JsonNode> killing(JobId id, int signal) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("id", id.value());
    payload.put("signum", signal);
    return client.json("job-manager.kill", payload);
  }

  /**
   * Cancels a job: {@code flux_job_cancel(3)}.
   *
   * @param id the job
   * @param reason why, for the note of the exception; may be empty
   * @throws FluxException {@code ENOENT} if there is no such job or it is inactive
   */
  public void cancel(JobId id, String reason) {
    raise(id, "cancel", 0, reason);
  }

  /**
   * Cancels a job.
   *
   * @param id the job
   * @param reason why, for the note of the exception; may be empty
   * @return completes when the exception is raised
   */
  public CompletableFuture<Void> cancelAsync(JobId id, String reason) {
    return raiseAsync(id, "cancel", 0, reason);
  }

  /**
   * Raises an exception on a job: {@code flux_job_raise(3)}.
   *
   * @param id the job
   * @param type the exception's type, a word
   * @param severity 0 ends the job, 7 is the least
   * @param note the explanation; may be empty
   * @throws FluxException {@code ENOENT} if there is no such job or it is inactive, {@code EPROTO}
   *     for a type or severity that RFC 21 does not allow
   */
  public void raise(JobId id, String type, int severity, String note) {
    raising(id, type, severity, note).await();
  }

  /**
   * Raises an exception on a job.
   *
   * @param id the job
   * @param type the exception's type, a word
   * @param severity 0 ends the job, 7 is the least
   * @param note the explanation; may be empty
   * @return completes when the exception is raised
   */
  public CompletableFuture<Void> raiseAsync(JobId id, String type, int severity, String note) {
    return done(raising(id, type, severity, note));
  }

  private Reply<JsonNode> raising(JobId id, String type, int severity, String note) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("id", id.value());
    payload.put("severity", severity);
    payload.put("type", type);
    if (!note.isEmpty()) {
      payload.put("note", note);
    }
    return client.json("job-manager.raise", payload);
  }

  /**
   * Changes the urgency of a pending job.
   *
   * @param id the job
   * @param urgency 0 to 31; 0 holds it
   * @return the urgency it had
   * @throws FluxException {@code EINVAL} if the job is unknown, inactive or has resources
   */
  public int setUrgency(JobId id, int urgency) {
    return urgencyChange(id, urgency).await();
  }

  /**
   * Changes the urgency of a pending job.
   *
   * @param id the job
   * @param urgency 0 to 31; 0 holds it
   * @return the urgency it had
   */
  public CompletableFuture<Integer> setUrgencyAsync(JobId id, int urgency) {
    return urgencyChange(id, urgency).toFuture();
  }

  private Reply<Integer> urgencyChange(JobId id, int urgency) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("id", id.value());
    payload.put("urgency", urgency);
    return client
        .json("job-manager.urgency", payload)
        .map(response -> response.path("old_urgency").asInt());
  }

  private static CompletableFuture<Void> done(Reply<JsonNode> reply) {
    return reply.toFuture().thenAccept(response -> {});
  }
}
