package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.ResponseHandler;
import org.fluxjvm.rpc.RpcClient;
import org.jspecify.annotations.Nullable;

/**
 * Follows jobs through the journal; where that is refused, it leaves them to the event logs.
 *
 * <p>Submissions are held until the journal has begun, also after a lost broker. A journal that is
 * begun again has all that the instance still holds, so that it tells which jobs are gone.
 */
final class JournalFollower implements JobFollower, ResponseHandler {
  private static final int MAX_EARLY_EVENTS = 65_536;

  private enum Stage {
    IDLE,
    STARTING,
    RUNNING,
    REFUSED,
    CLOSED
  }

  private final RpcClient client;
  private final EventLogFollower logs;
  private final FollowerJournal journal;
  private final EarlyEvents early = new EarlyEvents(MAX_EARLY_EVENTS);

  private final Object lock = new Object();
  private final ArrayDeque<JournalJob> held = new ArrayDeque<>();
  private Stage stage = Stage.IDLE;

  // Of the event loop.
  private final LongTable<JournalJob> jobs = new LongTable<>();
  private final JournalCursor cursor;
  private final Resumption resumption;
  private int round;

  JournalFollower(RpcClient client, Set<String> events, EventLogFollower logs) {
    this.client = client;
    this.logs = logs;
    this.cursor = new JournalCursor(client.observer());
    this.journal = new FollowerJournal(client, events, this);
    this.resumption = new Resumption(client, journal::send);
  }

  @Override
  public Following submit(MemorySegment jobspec, SubmitOptions options, JobListener listener) {
    return submit(Submitter.unsigned(jobspec, options), listener);
  }

  @Override
  public Following submitSigned(String j, SubmitOptions options, JobListener listener) {
    return submit(Submitter.signed(j, options), listener);
  }

  private Following submit(Submitter submitter, JobListener listener) {
    JournalJob job = new JournalJob(this, client.observer(), submitter, listener);
    Stage now;
    synchronized (lock) {
      now = stage;
      if (now == Stage.IDLE || now == Stage.STARTING) {
        held.add(job);
      }
      if (now == Stage.IDLE) {
        begin(false);
      }
    }
    switch (now) {
      case IDLE -> journal.send();
      case STARTING -> {}
      case RUNNING -> send(job);
      case REFUSED -> handOver(job);
      case CLOSED -> job.fail(closed());
    }
    return job;
  }

  @Override
  public Following follow(JobId id, JobListener listener) {
    return logs.follow(id, listener);
  }

  /** Called with the lock held, before the request is sent. */
  private void begin(boolean withPast) {
    stage = Stage.STARTING;
    round++;
    journal.askForPast(withPast);
  }

  private void send(JournalJob job) {
    long ticket = early.sent();
    if (job.release(ticket)) {
      job.takeSubmitter().send(client, job);
    } else {
      early.answered(ticket);
    }
  }

  private void handOver(JournalJob job) {
    if (job.release(0)) {
      job.substitute(logs.submit(job.takeSubmitter(), job.listener()));
    }
  }

  /** Called by a job whose submission was answered by an id. */
  void accepted(JournalJob job) {
    List<JobEvent> past = early.take(job.id());
    boolean complete = early.areComplete();
    early.answered(job.ticket());
    if (job.isClosed()) {
      return;
    }
    if (!complete || !isFollowing()) {
      job.substitute(logs.follow(JobId.of(job.id()), logs.filtered(job.listener())));
      return;
    }
    job.isOf(round);
    boolean goesOn = true;
    for (JobEvent event : past) {
      goesOn = goesOn && job.take(event);
    }
    if (goesOn) {
      jobs.put(job.id(), job);
    }
  }

  /** Whether the journal tells of jobs, or will once it has begun anew. */
  private boolean isFollowing() {
    synchronized (lock) {
      return stage == Stage.STARTING || stage == Stage.RUNNING;
    }
  }

  /** Called by a job whose submission failed. */
  void refused(JournalJob job) {
    early.answered(job.ticket());
  }

  @Override
  public void onResponse(MemorySegment payload) {
    resumption.answered();
    cursor.read(payload);
    if (cursor.isSentinel()) {
      running();
      return;
    }
    JournalJob job = jobs.get(cursor.id());
    if (job != null) {
      job.comesAgain(round);
      boolean goesOn = true;
      while (goesOn && cursor.hasEvent()) {
        goesOn = job.take(cursor.nextEvent());
      }
      if (!goesOn) {
        jobs.remove(cursor.id());
      }
    } else if (early.areWanted()) {
      while (cursor.hasEvent()) {
        early.keep(cursor.id(), cursor.nextEvent());
      }
    }
  }

  /** All of the past has come. */
  private void running() {
    jobs.forEach(
        job -> {
          if (!job.isResumed(round)) {
            jobs.remove(job.id());
            job.fail(EventGapException.gone(Journal.TOPIC, JobId.of(job.id())));
          }
        });
    for (JournalJob job = nextHeld(Stage.RUNNING); job != null; job = nextHeld(Stage.RUNNING)) {
      send(job);
    }
  }

  /** The next of those that waited; the stage changes after the last, so that none overtakes. */
  private @Nullable JournalJob nextHeld(Stage next) {
    synchronized (lock) {
      JournalJob job = held.poll();
      if (job == null && stage != Stage.CLOSED) {
        stage = next;
      }
      return job;
    }
  }

  @Override
  public void onError(FluxException error) {
    if (resumption.isDueAfterEndless(error) && beginAgain()) {
      cursor.restart();
      resumption.resume(error);
      return;
    }
    switch (error.errno()) {
      case EPERM -> {
        failFollowed(error);
        for (JournalJob job = nextHeld(Stage.REFUSED); job != null; job = nextHeld(Stage.REFUSED)) {
          handOver(job);
        }
      }
      default -> {
        FluxException reason = isClosed() ? closed() : error;
        failFollowed(reason);
        for (JournalJob job = nextHeld(Stage.IDLE); job != null; job = nextHeld(Stage.IDLE)) {
          job.fail(reason);
        }
      }
    }
  }

  /** What became inactive meanwhile is wanted too, if a job of ours may be among it. */
  private boolean beginAgain() {
    boolean ours = jobs.size() > 0 || early.areWanted();
    synchronized (lock) {
      if (stage == Stage.CLOSED) {
        return false;
      }
      begin(ours);
      return true;
    }
  }

  private boolean isClosed() {
    synchronized (lock) {
      return stage == Stage.CLOSED;
    }
  }

  private void failFollowed(FluxException error) {
    jobs.forEach(
        job -> {
          jobs.remove(job.id());
          job.fail(error);
        });
  }

  @Override
  public void close() {
    synchronized (lock) {
      stage = Stage.CLOSED;
    }
    logs.close();
    journal.close(); // its end fails what is still followed
  }

  private static FluxException closed() {
    return new FluxException(Errno.ECANCELED, Journal.TOPIC, "the follower is closed");
  }
}
