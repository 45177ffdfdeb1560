package org.fluxjvm.job;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fluxjvm.FluxException;
import org.jspecify.annotations.Nullable;

/** Submits jobs with a bounded number of them under way: as one is answered the next is sent. */
final class BulkSubmission {
  /** Enough to fill the batches of job-ingest, and few enough not to fill memories. */
  private static final int IN_FLIGHT = 256;

  private final Submission submission;
  private final SubmitOptions options;
  private final Iterator<Jobspec> waiting;
  private final Map<Integer, SubmitOutcome> outcomes = new TreeMap<>();
  private final int size;
  private final CompletableFuture<List<SubmitOutcome>> done = new CompletableFuture<>();
  private int sent;

  private BulkSubmission(Submission submission, List<Jobspec> jobs, SubmitOptions options) {
    this.submission = submission;
    this.options = options;
    this.waiting = jobs.iterator();
    this.size = jobs.size();
  }

  static CompletableFuture<List<SubmitOutcome>> start(
      Submission submission, List<Jobspec> jobs, SubmitOptions options) {
    BulkSubmission bulk = new BulkSubmission(submission, jobs, options);
    if (jobs.isEmpty()) {
      bulk.done.complete(List.of());
    }
    for (int i = 0; i < IN_FLIGHT; i++) {
      bulk.sendNext();
    }
    return bulk.done;
  }

  private synchronized void sendNext() {
    if (waiting.hasNext() && !done.isDone()) {
      int place = sent++;
      CompletableFuture<JobId> _ =
          submission
              .unsigned(waiting.next(), options)
              .toFuture()
              .whenComplete((id, error) -> answer(place, id, error));
    }
  }

  private void answer(int place, @Nullable JobId id, @Nullable Throwable error) {
    if (id != null) {
      keep(place, new SubmitOutcome.Accepted(id));
    } else if (cause(error) instanceof FluxException refused) {
      keep(place, new SubmitOutcome.Refused(refused));
    } else {
      done.completeExceptionally(
          error == null ? new IllegalStateException("neither id nor error") : error);
      return;
    }
    sendNext();
  }

  private static @Nullable Throwable cause(@Nullable Throwable error) {
    return error instanceof CompletionException ? error.getCause() : error;
  }

  private void keep(int place, SubmitOutcome outcome) {
    synchronized (this) {
      outcomes.put(place, outcome);
      if (outcomes.size() < size) {
        return;
      }
    }
    done.complete(List.copyOf(outcomes.values()));
  }
}
