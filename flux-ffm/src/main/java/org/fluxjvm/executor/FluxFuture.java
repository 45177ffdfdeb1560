package org.fluxjvm.executor;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;

/**
 * A Flux job as a future of its exit code.
 *
 * <p>It completes at the job's {@code finish} event with the greatest exit code of its tasks, 128
 * and the signal for a task that a signal killed, or with minus the signal that killed a job shell.
 * It fails at the first exception of severity 0 with {@link org.fluxjvm.job.JobException}, whatever
 * came after; with the {@link org.fluxjvm.FluxException} of the submission if the job was refused;
 * with {@link org.fluxjvm.job.SubmitUnknownException} if the broker was lost meanwhile; with {@link
 * org.fluxjvm.job.EventGapException} if Flux no longer knows the job after a lost broker; and with
 * {@code ENOENT} if it never did.
 *
 * <p>Only Flux completes it, and {@link #cancel} does.
 *
 * <p>Callbacks and dependent stages run on the callback executor of the {@link FluxExecutor}, those
 * of one future one at a time and in the order in which they were asked for, so that none may wait
 * for another; stages made by a method that ends in {@code Async} run there too, but in no order.
 * What callbacks throw is logged and otherwise ignored.
 */
public interface FluxFuture extends Future<Integer>, CompletionStage<Integer> {
  /**
   * The names that {@link #onEvent} takes. {@code debug} stands for all the events that Flux writes
   * of a job submitted with the debug flag, such as {@code debug.alloc-request}.
   */
  Set<String> EVENTS =
      Set.of(
          "submit",
          "depend",
          "priority",
          "alloc",
          "start",
          "finish",
          "release",
          "free",
          "clean",
          "exception",
          "urgency",
          "flux-restart",
          "debug");

  /**
   * Waits for the id of the job, which is there before the future completes.
   *
   * @return the id; also after {@link #cancel} if the job was submitted
   * @throws org.fluxjvm.FluxException why the job could not be submitted; {@code EINTR} if the
   *     thread is interrupted
   * @throws java.util.concurrent.CancellationException if the future was cancelled before the job
   *     was sent
   */
  JobId jobId();

  /**
   * Waits for the id of the job for a limited time.
   *
   * @param limit how long to wait
   * @return the id
   * @throws org.fluxjvm.FluxException as {@link #jobId()}; {@code ETIMEDOUT} if there is no id in
   *     time
   * @throws java.util.concurrent.CancellationException if the future was cancelled before the job
   *     was sent
   */
  JobId jobId(Duration limit);

  /**
   * Has a callback called when the id of the job is known, soon if it is already. It is never
   * called for a job that was not submitted.
   *
   * @param callback is given the id
   * @return this future
   */
  FluxFuture onJobId(Consumer<? super JobId> callback);

  /**
   * Has a callback called at each event of a name, in order, also after the future is done, and
   * soon for those events that are past.
   *
   * <p>The first callback of a future makes it read the job's event log, of which {@link
   * org.fluxjvm.job.JobFollower#MAX_EVENT_LOGS} are read at a time; futures without callbacks cost
   * Flux less. The future then completes after it has asked for the callbacks of {@code finish},
   * unless its log still waits for its turn. After the executor has been closed the log cannot be
   * read any more: of what is past, a first callback is told the event by which the future
   * completed, and no other.
   *
   * @param name one of {@link #EVENTS}
   * @param callback is given this future and the event
   * @return this future
   * @throws IllegalArgumentException if the name is not one of {@link #EVENTS}
   */
  FluxFuture onEvent(String name, BiConsumer<? super FluxFuture, ? super JobEvent> callback);

  /**
   * Gives the future up, and with {@code true} the job.
   *
   * <ul>
   *   <li>Before the job is sent, no job is ever submitted, and {@link #jobId()} fails.
   *   <li>After that and before there is an id, {@code cancel(true)} cancels the job as soon as its
   *       id is known.
   *   <li>While the job is pending or running, {@code cancel(true)} raises a {@code cancel}
   *       exception on it ({@code flux_job_cancel(3)}), which ends it.
   *   <li>{@code cancel(false)} leaves a job alone that was sent: it runs on.
   * </ul>
   *
   * <p>In each case this future is cancelled at once, and does not wait for Flux. Event callbacks
   * go on to the end of the job.
   *
   * @param mayInterruptIfRunning whether to cancel the Flux job
   * @return false if the future was done
   */
  @Override
  boolean cancel(boolean mayInterruptIfRunning);

  /**
   * A future that completes as this one does, in its turn among the callbacks. Completing or
   * cancelling it changes neither this future nor the job.
   *
   * @return a copy
   */
  @Override
  CompletableFuture<Integer> toCompletableFuture();
}
