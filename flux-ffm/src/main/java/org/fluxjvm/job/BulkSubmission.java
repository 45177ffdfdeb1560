package org.fluxjvm.job;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.jspecify.annotations.Nullable;

/** Submits jobs with a bounded number of them under way: as one is answered the next is sent. */
final class BulkSubmission implements Call {
  /** Enough to fill the batches of job-ingest, and few enough not to fill memories. */
  private static final int IN_FLIGHT = 256;

  private final Submission submission;
  private final SubmitOptions options;
  private final Iterator<Jobspec> waiting;
  private final Map<Integer, SubmitOutcome> outcomes = new TreeMap<>();
  private final int size;
  private final CompletableFuture<List<SubmitOutcome>> done = new CompletableFuture<>();
  private int sent;
  private int underWay;
  private boolean sending;

  private BulkSubmission(Submission submission, List<Jobspec> jobs, SubmitOptions options) {
    this.submission = submission;
    this.options = options;
    this.waiting = jobs.iterator();
    this.size = jobs.size();
  }

  static BulkSubmission start(Submission submission, List<Jobspec> jobs, SubmitOptions options) {
    BulkSubmission bulk = new BulkSubmission(submission, jobs, options);
    if (jobs.isEmpty()) {
      bulk.done.complete(List.of());
    }
    bulk.sendWhileThereIsRoom();
    return bulk;
  }

  /** What became of each job, in order. */
  CompletableFuture<List<SubmitOutcome>> done() {
    return done;
  }

  /** Sends no more; what was sent cannot be taken back. */
  @Override
  public void cancel() {
    done.cancel(false);
  }

  /** One at a time sends, in a loop: an answer that is there at once must not nest. */
  private void sendWhileThereIsRoom() {
    synchronized (this) {
      if (sending) {
        return; // whoever sends now goes on
      }
      sending = true;
    }
    try {
      for (Jobspec next = next(); next != null; next = next()) {
        send(sent++, next);
      }
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e); // nobody else sends from here on
    }
  }

  private synchronized @Nullable Jobspec next() {
    if (underWay < IN_FLIGHT && waiting.hasNext() && !done.isDone()) {
      underWay++;
      return waiting.next();
    }
    sending = false;
    return null;
  }

  private void send(int place, Jobspec jobspec) {
    CompletableFuture<JobId> _ =
        submission
            .unsigned(jobspec, options)
            .onArrival()
            .whenComplete((id, error) -> answer(place, id, error));
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
    sendWhileThereIsRoom();
  }

  private static @Nullable Throwable cause(@Nullable Throwable error) {
    return error instanceof CompletionException ? error.getCause() : error;
  }

  private void keep(int place, SubmitOutcome outcome) {
    synchronized (this) {
      underWay--;
      outcomes.put(place, outcome);
      if (outcomes.size() < size) {
        return;
      }
    }
    done.complete(List.copyOf(outcomes.values()));
  }
}
