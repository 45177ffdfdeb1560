package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.rpc.Reply;
import org.fluxjvm.rpc.ResponseStream;
import org.fluxjvm.rpc.RpcClient;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What job-list tells of jobs. */
final class Listing {
  static final String TOPIC = "job-list.list";
  private static final String ONE = "job-list.list-id";

  /** Stands for all attributes of a job. */
  static final String ALL = "all";

  private static final byte[] ID = JobEvent.ascii("id");
  private static final byte[] JOB = JobEvent.ascii("job");
  private static final byte[] JOBS = JobEvent.ascii("jobs");

  private final RpcClient client;

  Listing(RpcClient client) {
    this.client = client;
  }

  ResponseStream<JobInfo> list(JobQuery query) {
    return client.stream(Requests.streaming(TOPIC, query.payload()), Listing::decode);
  }

  Optional<JobInfo> get(JobId id, String... attributes) {
    return known(one(id, attributes));
  }

  List<Optional<JobInfo>> getAll(Collection<JobId> ids) {
    List<Reply<JobInfo>> asked = ids.stream().map(id -> one(id, ALL)).toList();
    return asked.stream().map(Listing::known).toList();
  }

  private static Optional<JobInfo> known(Reply<JobInfo> reply) {
    try {
      return Optional.of(reply.await());
    } catch (FluxException e) {
      return absent(e);
    }
  }

  CompletableFuture<Optional<JobInfo>> getAsync(JobId id, String... attributes) {
    return one(id, attributes)
        .toFuture()
        .handle(
            (job, error) -> {
              if (error == null) {
                return Optional.of(job);
              }
              Throwable cause = error instanceof CompletionException ? error.getCause() : error;
              if (cause instanceof FluxException refused) {
                return absent(refused);
              }
              throw new CompletionException(cause);
            });
  }

  CompletableFuture<List<Optional<JobInfo>>> getAllAsync(Collection<JobId> ids) {
    List<CompletableFuture<Optional<JobInfo>>> asked =
        ids.stream().map(id -> getAsync(id, ALL)).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(all -> asked.stream().map(CompletableFuture::join).toList());
  }

  private static Optional<JobInfo> absent(FluxException error) {
    if (error.errno() == Errno.ENOENT) {
      return Optional.empty();
    }
    throw error;
  }

  Reply<JobInfo> one(JobId id, String... attributes) {
    ObjectNode payload = Requests.about(id);
    ArrayNode attrs = payload.putArray("attrs");
    for (String attribute : attributes) {
      attrs.add(attribute);
    }
    return client.ask(Requests.single(ONE, payload), Listing::decodeOne);
  }

  Reply<JobStats> stats() {
    return client.json("job-list.job-stats", Map.of()).map(JobStats::read);
  }

  static void decode(MemorySegment response, Consumer<JobInfo> sink) {
    JsonCursor cursor = new JsonCursor(TOPIC, response);
    cursor.expect('{');
    while (cursor.nextKey()) {
      if (!cursor.keyIs(JOBS)) {
        cursor.skipValue();
        continue;
      }
      cursor.expect('[');
      while (!cursor.take(']')) {
        sink.accept(new JobInfo(cursor.copy(cursor.skipValue(), cursor.position())));
        cursor.take(',');
      }
    }
  }

  static JobInfo decodeOne(MemorySegment response) {
    JsonCursor cursor = new JsonCursor(ONE, response);
    cursor.expect('{');
    while (cursor.nextKey()) {
      if (cursor.keyIs(JOB)) {
        return new JobInfo(cursor.copy(cursor.skipValue(), cursor.position()));
      }
      cursor.skipValue();
    }
    throw new FluxException(Errno.EPROTO, ONE, "the response has no job");
  }

  static JobId id(byte[] job) {
    JsonCursor cursor = new JsonCursor(TOPIC, MemorySegment.ofArray(job));
    cursor.expect('{');
    while (cursor.nextKey()) {
      if (cursor.keyIs(ID)) {
        return JobId.of(cursor.takeLong());
      }
      cursor.skipValue();
    }
    throw new FluxException(Errno.EPROTO, TOPIC, "a job has no id");
  }
}
