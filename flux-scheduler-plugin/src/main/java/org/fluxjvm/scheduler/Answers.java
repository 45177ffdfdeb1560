package org.fluxjvm.scheduler;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.NotSentException;

/** Asks Flux as often as it takes, as long as it is out of reach. */
final class Answers {
  /** Nobody answers, or not now. */
  private static final Set<Errno> OUT_OF_REACH =
      Set.of(
          Errno.EHOSTUNREACH,
          Errno.ECONNRESET,
          Errno.ECONNREFUSED,
          Errno.ETIMEDOUT,
          Errno.EAGAIN,
          Errno.ENOSYS);

  private final Patience patience;

  Answers(Patience patience) {
    this.patience = patience;
  }

  /** The answer to a question that may be asked twice. */
  <T> T ask(Supplier<CompletableFuture<T>> question) throws DetachedException {
    Patience.Backoff backoff = patience.backoff();
    for (; ; ) {
      try {
        T answer = patience.await(question.get());
        patience.answered();
        return answer;
      } catch (FluxException e) {
        if (isAnswer(e)) {
          throw e;
        }
        backoff.pause(silence(e));
      }
    }
  }

  /**
   * Tells Flux what to do, until it has heard it; that it will not is for whoever wants to know.
   */
  void tell(Supplier<CompletableFuture<Void>> order, Consumer<FluxException> refusal)
      throws DetachedException {
    Patience.Backoff backoff = patience.backoff();
    for (; ; ) {
      try {
        patience.await(order.get());
        patience.answered();
        return;
      } catch (FluxException e) {
        if (!isOutOfReach(e)) {
          refusal.accept(e);
          return;
        }
        backoff.pause(silence(e));
      }
    }
  }

  /** There is no such thing; all else may be otherwise when it is asked again. */
  private static boolean isAnswer(FluxException error) throws DetachedException {
    return !isOutOfReach(error) && (error.errno() == Errno.ENOENT || error.errno() == Errno.EINVAL);
  }

  /** What a run waits for that was not answered. */
  static String silence(FluxException unanswered) {
    return "Flux is out of reach: " + unanswered.getMessage();
  }

  /** Whether Flux has not answered; a handle that was closed means that the scheduler goes. */
  static boolean isOutOfReach(FluxException error) throws DetachedException {
    if (error.errno() == Errno.ECANCELED) {
      throw new DetachedException();
    }
    return error instanceof NotSentException || OUT_OF_REACH.contains(error.errno());
  }
}
