package org.fluxjvm.executor;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.fluxjvm.job.JobId;

/**
 * A {@code cancel} exception that is raised on a job whose future was cancelled.
 *
 * <p>It is over at its response, on the event loop: were it over on the executor of the handle, an
 * {@link FluxExecutor} could not be closed on the thread of a reactor, which is that executor.
 */
final class Cancellation implements ResponseHandler {
  private static final System.Logger LOG = System.getLogger(FluxExecutor.class.getName());
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final JobId id;
  private final CompletableFuture<JobId> over = new CompletableFuture<>();

  private Cancellation(JobId id) {
    this.id = id;
  }

  /** Sends it; what is returned completes when it is over, and does not fail. */
  static CompletionStage<?> send(Flux flux, JobId id) {
    Cancellation cancellation = new Cancellation(id);
    Request request =
        Request.single(
            "job-manager.raise",
            "{\"id\":"
                + id.value()
                + ",\"type\":\"cancel\",\"severity\":0,\"note\":\"the future was cancelled\"}");
    Call call = flux.rpc(request, cancellation);
    return cancellation
        .over
        .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(
            late -> {
              call.cancel();
              LOG.log(System.Logger.Level.WARNING, "Job {0} was not cancelled: no response", id);
              return id;
            });
  }

  @Override
  public void onResponse(MemorySegment payload) {
    over.complete(id);
  }

  @Override
  public void onError(FluxException error) {
    if (error.errno() != Errno.ENOENT) { // which a job that has ended gives
      LOG.log(System.Logger.Level.WARNING, "Job " + id + " was not cancelled", error);
    }
    over.complete(id);
  }
}
