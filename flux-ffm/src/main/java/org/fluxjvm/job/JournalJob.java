package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.ClientObserver;
import org.fluxjvm.connector.ResponseHandler;
import org.jspecify.annotations.Nullable;

/** One job that is submitted, and followed through the journal from the time that it has an id. */
final class JournalJob implements Following, ResponseHandler {
  private enum Stage {
    /** Waits for the journal, without which its first events could be missed. */
    HELD,
    SENT,
    CLOSED
  }

  private final JournalFollower follower;
  private final ClientObserver observer;
  private final JobListener listener;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.HELD);
  private volatile @Nullable Following substitute;

  /** Until the job is sent: it has the jobspec, which a job that runs for days need not keep. */
  private @Nullable Submitter submitter;

  // Of the event loop, but for the ticket, which is set before the job is sent.
  private final Progress progress = new Progress();
  private long id;
  private long ticket;
  private int round;

  JournalJob(
      JournalFollower follower,
      ClientObserver observer,
      Submitter submitter,
      JobListener listener) {
    this.follower = follower;
    this.observer = observer;
    this.submitter = submitter;
    this.listener = GuardedListener.around(listener);
  }

  /** What submits it, once. */
  Submitter takeSubmitter() {
    Submitter taken = Objects.requireNonNull(submitter, "a job is submitted once");
    submitter = null;
    return taken;
  }

  JobListener listener() {
    return listener;
  }

  long id() {
    return id;
  }

  long ticket() {
    return ticket;
  }

  /** Lets go of a held job; false if it was taken back. */
  boolean release(long itsTicket) {
    ticket = itsTicket;
    return stage.compareAndSet(Stage.HELD, Stage.SENT);
  }

  /** The job is followed by other means. */
  void substitute(Following other) {
    substitute = other;
    if (isClosed()) {
      other.close();
    }
  }

  @Override
  public void onResponse(MemorySegment payload) {
    JobId accepted = SubmitResponse.id(payload);
    id = accepted.value();
    if (!isClosed()) {
      listener.onId(accepted);
    }
    follower.accepted(this);
  }

  @Override
  public void onError(FluxException error) {
    follower.refused(this);
    fail(SubmitUnknownException.ifSent(error));
  }

  /** Takes the next event; false if the job need not be followed any longer. */
  boolean take(JobEvent event) {
    if (isClosed()) {
      return false;
    }
    switch (progress.step(event)) {
      case KNOWN -> {}
      case NEXT -> {
        if (!listener.onEvent(event)) {
          end();
        }
      }
      case FOREIGN -> fail(EventGapException.rewound(Journal.TOPIC, JobId.of(id)));
    }
    if (event.name().equals("clean") && end()) {
      listener.onEnd();
    }
    return !isClosed();
  }

  /** Its events come once more, in this round of the journal. */
  void comesAgain(int newRound) {
    if (round != newRound) {
      round = newRound;
      progress.rewind();
    }
  }

  void isOf(int newRound) {
    round = newRound;
  }

  /** Whether the journal has brought all that the listener knows, in its present round. */
  boolean isResumed(int newRound) {
    return round == newRound && progress.hasCaughtUp();
  }

  void fail(FluxException reason) {
    if (end()) {
      if (reason instanceof EventGapException) {
        observer.onGap(1);
      }
      listener.onFailure(reason);
    }
  }

  private boolean end() {
    return stage.getAndSet(Stage.CLOSED) != Stage.CLOSED;
  }

  boolean isClosed() {
    return stage.get() == Stage.CLOSED;
  }

  @Override
  public boolean withdraw() {
    return stage.compareAndSet(Stage.HELD, Stage.CLOSED);
  }

  @Override
  public void close() {
    end();
    Following other = substitute;
    if (other != null) {
      other.close();
    }
  }
}
